import { decodeHTMLStrict, escapeUTF8 } from 'entities';
import { wellFormed } from './clean.ts';
import { attributesOf, type Token } from './tokens.ts';

/** No address is longer; and the XML parser underneath refuses attributes beyond 64 kB. */
const LONGEST_ATTRIBUTE = 8000;
const KEPT = new Set(['rel', 'type', 'href', 'ispermalink']);

/** The attributes of an open tag by name, entities decoded. */
export function decodedAttributes(source: string): Map<string, string> {
  const found = attributesOf(source);
  for (const [name, value] of found) if (value.includes('&')) found.set(name, decodeHTMLStrict(value));
  return found;
}

/** An element of well-formed XML, with `text` as its content. */
export function element(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes}>${escapeUTF8(wellFormed(text))}</${name}>`;
}

/** The attributes that the reader uses later, as XML, with the address that a relative link starts from. */
export function keptAttributes(attributes: ReadonlyMap<string, string>, base: string): string {
  let kept = ` base="${escapeUTF8(wellFormed(base.slice(0, LONGEST_ATTRIBUTE)))}"`;
  const seen = new Set<string>();
  for (const [name, value] of attributes) {
    const key = name.toLowerCase();
    if (!KEPT.has(key) || seen.has(key) || value.length > LONGEST_ATTRIBUTE) continue;
    seen.add(key);
    kept += ` ${key}="${escapeUTF8(wellFormed(value))}"`;
  }
  return kept;
}

/**
 * What an element holds, as text. With elements inside (XHTML, or HTML that was never escaped) it is their source, so that
 * all that comes after sees escaped HTML; without, it is the text that was meant.
 */
export function fieldValue(pieces: readonly Token[]): string {
  const markup = pieces.some(({ kind }) => kind === 'open' || kind === 'close');
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'cut') break;
    if (piece.kind === 'text') text += markup ? piece.raw : decodeHTMLStrict(piece.raw);
    else if (piece.kind === 'cdata')
      text += markup && !piece.text.includes('<') ? escapeUTF8(piece.text) : piece.text;
    else text += piece.raw;
  }
  return text;
}
