import { createHash } from 'node:crypto';

const LONGEST = 500;
/** What this gives itself: an address that begins with its host. */
const BARE = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)/;
/** Marks of where a reader came from, on any host. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|xtor|wt_mc|ns_\w+)$/i;

/**
 * The address by which two links to one page are the same: host in lower case without `www.`, no scheme, port, fragment,
 * final slash or tracking marks. What is no http(s) address is given back trimmed. Applying it twice changes nothing.
 */
export function canonicalAddress(address: string): string {
  const given = address.trim();
  const url = parse(BARE.test(given) ? `https://${given}` : given);
  if (!url || !/^https?:$/.test(url.protocol)) return given;
  const name = url.hostname.replace(/^(?:www\.)+/, '').replace(/\.$/, '');
  if (name === '') return given;
  const host = ['', '80', '443'].includes(url.port) ? name : `${name}:${url.port}`;
  const query = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=', 1)[0]!))
    .join('&');
  const path = url.pathname.replace(/\/+$/, '');
  return `${host}${path}${query ? `?${query}` : ''}`;
}

/**
 * The key under which an item is kept once: its canonical address, else its DOI, else its id or, last, its title within
 * its feed. At most 500 characters (a longer one ends in a hash of the whole). Empty where the feed gives none of them.
 */
export function itemKey(
  item: { link: string | null; id: string | null; doi: string | null; title: string },
  sourceUrl: string,
): string {
  if (item.link) return fitted(canonicalAddress(item.link));
  if (item.doi) return fitted(`doi:${item.doi.toLowerCase()}`);
  if (item.id) return fitted(`id:${canonicalAddress(sourceUrl)} ${item.id}`);
  if (item.title) return fitted(`title:${canonicalAddress(sourceUrl)} ${item.title}`);
  return '';
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

function fitted(key: string): string {
  if (key.length <= LONGEST) return key;
  const hash = createHash('sha256').update(key).digest('base64url');
  return `${key.slice(0, LONGEST - hash.length - 1).replace(/[\uD800-\uDBFF]$/, '')}#${hash}`;
}
