/**
 * Text as data. A string is literal: whatever it holds, it can never mention, format, link or run anything.
 * What shall be bold, slanted or a link says so in a span of its own.
 */
export type Span = string | { text: string; bold?: boolean; italic?: boolean; link?: string };
export type Text = string | readonly Span[];

/** The spans of a text; a bare string is one span. */
export function spans(text: Text): readonly Span[] {
  return typeof text === 'string' ? [text] : text;
}

/** What a person reads, without links and styles. */
export function plain(text: Text): string {
  return spans(text)
    .map((span) => (typeof span === 'string' ? span : span.text))
    .join('');
}

// Controls, line separators, zero-width characters and bidirectional overrides can hide or reorder what a person reads;
// NUL breaks storage. Joiners stay: emoji and some scripts are written with them.
const unseen = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A string from outside, made safe to store and to show: well-formed, no invisible characters, spaces folded. */
export function clean(outside: string): string {
  return outside
    .toWellFormed()
    .replace(/[\t\r\p{Zl}\p{Zp}]/gu, ' ')
    .replace(unseen, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A string from outside as one line. */
export function oneLine(outside: string): string {
  return clean(outside.replace(/\s+/g, ' '));
}

/** A string from outside in lines, with one blank line at most between two. */
export function severalLines(outside: string): string {
  return clean(outside.replace(/\r\n?/g, '\n'))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** Is there anything to see in a text? Platforms refuse a button with nothing on it; fillers and the blank of braille show nothing. */
export function isSeen(text: string): boolean {
  return /(?![\p{DI}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** A person's name as it is shown: in one line, short enough to stand in a message. */
export function shownName(outside: string): string {
  const line = oneLine(outside);
  return isSeen(line) ? shorten(line, 80) : 'A colleague';
}

/** At most `most` UTF-16 units, cut at a word where one ends in the last third, with `…` in place of the rest. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  const space = head.lastIndexOf(' ');
  return `${(space > most * 0.66 ? head.slice(0, space) : head.toWellFormed().replace(/\ufffd$/, '')).trimEnd()}…`;
}
