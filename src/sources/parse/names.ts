/** The namespaces whose elements are a feed's own, by the address without scheme and final slash. */
const CORE = new Set(
  `www.w3.org/2005/atom purl.org/atom/ns# purl.org/rss/1.0 purl.org/net/rss1.1# my.netscape.com/rdf/simple/0.9
  channel.netscape.com/rdf/simple/0.9 purl.org/rss/2.0 backend.userland.com/rss2 backend.userland.com/rss
  blogs.law.harvard.edu/tech/rss cyber.law.harvard.edu/rss/rss.html www.rssboard.org/rss-specification
  purl.org/rss/0.9 example.com/newformat#`.split(/\s+/),
);

const KNOWN: [start: string, prefix: string][] = [
  ['purl.org/dc/elements/1.', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['prismstandard.org/namespaces', 'prism'],
  ['www.prismstandard.org/namespaces', 'prism'],
  ['arxiv.org/schemas/atom', 'arxiv'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['www.itunes.com/dtds', 'itunes'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
];
/** OUP binds `prism:` to junk and others bind nothing at all, so a well-known prefix counts whatever it is bound to. */
const PREFIXES = new Set(['dc', 'dcterms', 'content', 'sy', 'prism', 'arxiv', 'rdf', 'itunes', 'xml']);

/** The namespaces in force at one element: prefix (`''` for the default) → address. */
export type Namespaces = ReadonlyMap<string, string>;

/** The namespaces inside an element that has these attributes. */
export function declare(outer: Namespaces, attributes: ReadonlyMap<string, string>): Namespaces {
  let inner: Map<string, string> | null = null;
  for (const [name, value] of attributes) {
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
    if (prefix === null) continue;
    inner ??= new Map(outer);
    inner.set(prefix, value.trim());
  }
  return inner ?? outer;
}

/**
 * The name by which the rest of the reader knows an element: its local name in lower case for a feed's own elements,
 * `dc:…`, `prism:…` and so on for the modules it reads, `atom:…` for Atom's inside RSS, and null for what is foreign.
 */
export function canonicalName(name: string, spaces: Namespaces, own: ReadonlySet<string>): string | null {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const local = name.slice(colon + 1).toLowerCase();
  const address = spaces.get(prefix) ?? '';
  const key = bare(address);
  const known = KNOWN.find(([start]) => key.startsWith(start))?.[1];
  if (known) return `${known}:${local}`;
  if (PREFIXES.has(prefix.toLowerCase())) return `${prefix.toLowerCase()}:${local}`;
  if (key === 'www.w3.org/2005/atom' && !own.has(address)) return `atom:${local}`;
  if (address !== '' || prefix === '')
    return address === '' || CORE.has(key) || own.has(address) ? local : null;
  // A prefix that nothing binds.
  if (/^atom\d*$/i.test(prefix)) return `atom:${local}`;
  return /^rss$/i.test(prefix) ? local : null;
}

function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
}
