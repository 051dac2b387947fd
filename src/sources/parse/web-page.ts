import { shorten } from './clean.ts';
import { decode } from './decode.ts';
import { doiIn, doiInAddress } from './doi.ts';
import { decodedAttributes } from './field-value.ts';
import { resolveLink } from './links.ts';
import type { FeedDocument } from './parsed.ts';
import { plainText } from './plain-text.ts';
import { tokens } from './tokens.ts';

/** What the head of a web page says of it. All text is plain, well-formed Unicode in one line. */
export interface ParsedPage {
  /** At most 500 characters; empty where the page gives none. */
  title: string;
  /** At most 1,000 characters; empty where the page gives none. */
  summary: string;
  /** Where the page says that it belongs: an absolute http(s) address, of whatever host. */
  canonical: string | null;
  /** In lower case, without `https://doi.org/`. */
  doi: string | null;
  journal: string | null;
}

/** What stands in the head of a page comes early: no head of an honest page is longer. */
const ENOUGH = 1_000_000;

/** The names under which publishers say these things, the most exact first (Google Scholar's, Dublin Core's, Open Graph's). */
const NAMES = {
  title: ['citation_title', 'dc.title', 'dcterms.title', 'og:title', 'twitter:title'],
  summary: ['citation_abstract', 'dc.description', 'og:description', 'description', 'twitter:description'],
  doi: ['citation_doi', 'prism.doi', 'bepress_citation_doi', 'dc.identifier'],
  journal: ['citation_journal_title', 'prism.publicationname'],
} as const;
const WANTED = new Set<string>(Object.values(NAMES).flat());

/** Reads the head of a web page, in time linear to its length. @returns null when it is no web page. Throws `FeedUnreadable`. */
export function readWebPage({ bytes, httpCharset, url }: FeedDocument): ParsedPage | null {
  const charset = httpCharset ?? declaredCharset(bytes);
  const source = decode(bytes, charset).slice(0, ENOUGH);
  if (!/<(?:!doctype\s+html|html|head|meta|title|body)\b/i.test(source.slice(0, 20_000))) return null;
  const { title, metas, canonical } = readHead(bare(source));
  const said = (names: readonly string[]) =>
    names.map((name) => plainText(metas.get(name) ?? '')).find(Boolean) ?? '';
  const doi = NAMES.doi.map((name) => doiIn(metas.get(name))).find(Boolean);
  const address = canonical === null ? null : resolveLink(canonical, url);
  return {
    title: shorten(said(NAMES.title) || plainText(title), 500),
    summary: shorten(said(NAMES.summary), 1000),
    canonical: address,
    doi: doi ?? doiInAddress(address) ?? doiInAddress(url),
    journal: shorten(said(NAMES.journal), 500) || null,
  };
}

interface Head {
  title: string;
  /** The first of each wanted name, entities decoded. */
  metas: Map<string, string>;
  canonical: string | null;
}

function readHead(source: string): Head {
  const head: Head = { title: '', metas: new Map(), canonical: null };
  let inTitle = false;
  let titled = false;
  for (const token of tokens(source)) {
    if (token.kind === 'cut') break;
    const name = 'name' in token ? token.name.toLowerCase() : '';
    if (token.kind === 'open' && name === 'body') break;
    if (name === 'title') {
      inTitle = token.kind === 'open' && !titled;
      titled = true;
    } else if (inTitle) head.title += token.kind === 'cdata' ? token.text : token.raw;
    else if (token.kind === 'open' && (name === 'meta' || name === 'link'))
      note(head, name, token.attributes);
  }
  return head;
}

function note(head: Head, element: 'meta' | 'link', source: string): void {
  const all = new Map([...decodedAttributes(source)].map(([name, value]) => [name.toLowerCase(), value]));
  if (element === 'link') {
    const href = all.get('href');
    if (href && /^\s*canonical\s*$/i.test(all.get('rel') ?? '')) head.canonical ??= href;
    return;
  }
  const name = (all.get('name') ?? all.get('property') ?? '').trim().toLowerCase();
  const content = all.get('content');
  if (content && WANTED.has(name) && !head.metas.has(name)) head.metas.set(name, content);
}

/** Without comments, and without elements whose content is no part of the page's own words (an SVG has a title of its own). */
function bare(source: string): string {
  const start = /<!--|<(script|style|noscript|template|svg|iframe|textarea)\b/gi;
  let kept = '';
  let from = 0;
  for (let found = start.exec(source); found; found = start.exec(source)) {
    kept += source.slice(from, found.index);
    const end = found[1] ? new RegExp(`</${found[1]}\\b[^>]{0,100}>`, 'gi') : /-->/g;
    end.lastIndex = start.lastIndex;
    // What never ends hides all that follows, as in a browser.
    if (!end.exec(source)) return kept;
    from = end.lastIndex;
    start.lastIndex = from;
  }
  return kept + source.slice(from);
}

/** The encoding that a page names in itself (HTML, 4.2.5.4: within its first 1,024 bytes). */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  return /<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(start)?.[1];
}
