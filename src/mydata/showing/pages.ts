import { fits } from '../../chat/fit.ts';
import { limits } from '../../chat/limits.ts';
import { type Block, paragraph } from '../../chat/message.ts';

/**
 * JSON that comes out of a chat as it went in. Platforms draw some characters as others, or put unseen ones between them so that
 * nothing is mentioned or linked: these are written as JSON's own escapes (RFC 8259, section 7).
 */
export function asJson(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(/[@&]|[^\S\n ]|[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (sign) =>
      [...Array(sign.length).keys()].map((at) => unicode(sign.charCodeAt(at))).join(''),
    )
    .replaceAll('://', ':\\/\\/');
}

function unicode(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/**
 * Parts of a text, each of which a message carries beside other blocks. One behind the other they are the text again, also when blanks
 * at their ends are lost, if it is JSON.
 * @param around the blocks that stand beside each part
 */
export function cut(text: string, around: readonly Block[]): string[] {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(from + limits.text, text.length);
    while (!fits([...around, paragraph(text.slice(from, to))])) to -= Math.ceil((to - from) / 20);
    if (to < text.length) to = from + cutAt(text.slice(from, to + 1));
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

/** Where to cut: at the end of a line, if there is one in the second half; else between two signs that are no blanks. */
function cutAt(text: string): number {
  const line = text.lastIndexOf('\n', text.length - 2);
  if (line > text.length / 2) return line + 1;
  const last = text.length - 1;
  const whole = (at: number) => !/[\udc00-\udfff]/.test(text[at]!);
  for (let at = last; at > last / 2; at--) if (whole(at) && !/\s/.test(text[at - 1]! + text[at]!)) return at;
  // Blanks all the way: some may be lost. A pair of surrogates would be two broken signs.
  return whole(last) ? last : last - 1;
}
