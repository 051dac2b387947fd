const DOI = /\b(10\.\d{4,9}(?:\.\d{1,9})*\/[^\s"<>]{1,200})/i;

/**
 * The DOI in an identifier (`doi:10.1000/x`, `https://doi.org/10.1000/x`, `10.1000/x`), in lower case as the DOI
 * Handbook (2.4) compares them, or null.
 */
export function doiIn(text: string | undefined | null): string | null {
  const found = DOI.exec(unescaped(text ?? ''))?.[1];
  if (found === undefined) return null;
  let doi = found.toLowerCase().replace(/[.,;:'"\]}>]{1,20}$/, '');
  // A closing bracket is the DOI's own only when it was opened inside: 10.1016/s0022-3476(18)31119-3.
  while (doi.endsWith(')') && doi.split(')').length > doi.split('(').length) doi = doi.slice(0, -1);
  return doi;
}

/** The DOI in a web address, without the query and the ends that publishers add (`/abstract`, `.pdf`), or null. */
export function doiInAddress(address: string | undefined | null): string | null {
  if (!address || !/^https?:/i.test(address)) return null;
  const path = address.replace(/[?#].*$/s, '');
  const inQuery = /[?&](?:doi|id)=(10\.[^&#]{1,200})/i.exec(address)?.[1];
  const doi = doiIn(path) ?? doiIn(inQuery);
  if (doi === null) return null;
  const bare = doi
    .replace(/\/(?:abstract|full|fulltext|pdf|epdf|html|meta|summary|references)$/, '')
    .replace(/\.(?:pdf|full|abstract|html?)$/, '');
  // bioRxiv and medRxiv put a version after it.
  return bare.replace(/^(10\.(?:1101|64898)\/.*?)v\d+$/, '$1');
}

function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
