// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is being taken out
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;
// Marks that show nothing: byte order marks, zero-width spaces, soft hyphens, and those that turn the direction of text.
const INVISIBLE = /[\uFEFF\u200B\u2060\u00AD\u202A-\u202E\u2066-\u2069]/g;

/** Without control characters, and with lone surrogates replaced: what XML, PostgreSQL and the platforms can carry. */
export function wellFormed(text: string): string {
  return text.replace(CONTROLS, '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** One line: well formed, invisible marks gone, each run of white space one space, trimmed. */
export function oneLine(text: string): string {
  return wellFormed(text.replace(INVISIBLE, '').replace(/[\s\u0085]+/g, ' ')).trim();
}

/** At most `most` characters (UTF-16), cut at a word where one ends in the last third, with `…`; no surrogate pair is split. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  const space = head.lastIndexOf(' ');
  const cut = space > most * 0.66 ? head.slice(0, space) : head.replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.replace(/[\s,;:.–—-]+$/, '')}…`;
}
