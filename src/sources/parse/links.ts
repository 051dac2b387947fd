/** A link as an entry gives it. */
export interface LinkGiven {
  href: string;
  /** Missing means `alternate` (RFC 4287, 4.2.7.2). */
  rel?: string;
  type?: string;
}

/**
 * The absolute http(s) address of `href` as seen from `base`, or null (`mailto:`, `javascript:`, nonsense). One that
 * already is a clean absolute address is returned as it was written, so that it stays what the publisher made it.
 */
export function resolveLink(href: string, base: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an address folded over lines is read as browsers read it
  const given = href.replace(/[\u0000-\u001F]/g, '').trim();
  if (given === '' || given.length > 8000) return null;
  let url: URL;
  try {
    url = new URL(given, base);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return /^https?:\/\/[\w.!#$%&'()*+,/:;=?@[\]~-]+$/.test(given) ? given : url.href;
}

/** `base` narrowed by an `xml:base`; a broken one leaves it as it was. */
export function narrowBase(base: string, xmlBase: string | undefined): string {
  if (xmlBase === undefined || !URL.canParse(xmlBase.trim(), base)) return base;
  return new URL(xmlBase.trim(), base).href;
}

/** The link that a reader would follow: alternate and HTML, else alternate of any type. */
export function chooseLink(links: LinkGiven[]): LinkGiven | null {
  const alternates = links.filter(({ rel }) => rel === undefined || rel === '' || /^alternate$/i.test(rel));
  return (
    alternates.find(({ type }) => type === undefined || type === '' || /html/i.test(type)) ??
    alternates[0] ??
    null
  );
}
