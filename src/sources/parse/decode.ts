import { constants, gunzipSync } from 'node:zlib';
import { FeedUnreadable } from './fault.ts';

/** The most that a document may hold once unpacked. */
export const LARGEST_DOCUMENT = 10 * 1024 * 1024;

/**
 * The text of a document. A body that still is gzip is unpacked first (twice if packed twice). The encoding is, in this
 * order: byte order mark; UTF-16 that shows by its zero bytes; valid UTF-8, whatever a label says; the HTTP charset; the XML
 * declaration; windows-1252. Throws `FeedUnreadable` when it is larger than `LARGEST_DOCUMENT`.
 */
export function decode(bytes: Uint8Array, httpCharset?: string): string {
  const body = unpack(unpack(bytes));
  if (body.length > LARGEST_DOCUMENT) throw new FeedUnreadable('too large');
  const marked = byMark(body);
  if (marked) return marked;
  const labels = [httpCharset, declared(body)];
  const utf8 = tryDecode(body, 'utf-8', true);
  // An escape byte is valid UTF-8 but never meant as such: ISO-2022-JP is built on it.
  if (utf8 !== null && !(body.includes(0x1b) && labels.some((label) => /^iso-2022/i.test(label ?? ''))))
    return utf8;
  for (const label of labels) {
    const text = label && !/^utf-?8$/i.test(label.trim()) ? tryDecode(body, label, false) : null;
    if (text !== null) return text;
  }
  const loose = tryDecode(body, 'utf-8', false) ?? '';
  return mostlyUtf8(loose) ? loose : (tryDecode(body, 'windows-1252', false) ?? loose);
}

function unpack(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    // A sync flush takes what there is of an archive that was cut.
    return gunzipSync(bytes, { maxOutputLength: LARGEST_DOCUMENT, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new FeedUnreadable(large ? 'too large' : 'broken', error);
  }
}

function byMark(body: Uint8Array): string | null {
  const [a, b, c] = body;
  if (a === 0xef && b === 0xbb && c === 0xbf) return tryDecode(body, 'utf-8', true);
  if (a === 0xff && b === 0xfe) return tryDecode(body, 'utf-16le', false);
  if (a === 0xfe && b === 0xff) return tryDecode(body, 'utf-16be', false);
  if (a !== 0 && a !== undefined && b === 0) return tryDecode(body, 'utf-16le', false);
  if (a === 0 && b !== 0 && b !== undefined) return tryDecode(body, 'utf-16be', false);
  return null;
}

function declared(body: Uint8Array): string | undefined {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1024)).toString('latin1');
  return /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/i.exec(start)?.[1];
}

function tryDecode(body: Uint8Array, label: string, fatal: boolean): string | null {
  try {
    const decoder = new TextDecoder(label.trim().replace(/^["']|["']$/g, ''), { fatal });
    const text = decoder.decode(body);
    return decoder.encoding === 'windows-1252' ? text.replace(/[\u0080-\u009F]/g, typographic) : text;
  } catch {
    return null;
  }
}

/** What windows-1252 has at 0x80 to 0x9F. Node 20 decodes it as Latin-1, which has control characters there. */
const TYPOGRAPHIC = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function typographic(control: string): string {
  return TYPOGRAPHIC[control.charCodeAt(0) - 0x80] ?? control;
}

/** One bad byte, or a character cut in half at the end, must not turn a whole UTF-8 document into windows-1252. */
function mostlyUtf8(text: string): boolean {
  let bad = 0;
  let good = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) bad++;
    else if (code > 0x7f) good++;
  }
  return good > 2 * bad;
}
