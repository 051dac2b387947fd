import { clean, type Text } from '../../chat/text.ts';

/** A document for people to read, as plain data: strings in it are literal, whatever they hold. Drawn by markdown.ts and html.ts. */
export interface ReportDocument {
  title: string;
  parts: readonly Part[];
}

export type Part =
  /** Below the title, which is the only one of the first level. */
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'paragraph'; text: Text }
  | { kind: 'list'; items: readonly Text[] }
  /** Each row has as many cells as the head. */
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly Text[])[] };

/** An address as it may stand behind words; null when it is none of the web. */
export function webAddress(link: string): string | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** A string without what cannot be seen. A blank at its ends stays: another span may stand there. */
export function tidy(text: string): string {
  const [, before = '', words = '', after = ''] = /^([ \n]*)([\s\S]*?)([ \n]*)$/.exec(text)!;
  return before + clean(words) + after;
}
