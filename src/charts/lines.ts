// Of DejaVu Sans, in parts of the font's size, each class by its widest: a chart is laid out without a canvas.
const thin = /[ijl.,:;'’| ]/u;
const narrow = /[rtfI!·()[\]{}/-]/u;
const wide = /[mwMW@%—…]/u;
const full =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\p{Extended_Pictographic}]/u;

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How wide a line is at most, in pixels. @param size of the letters */
export function widthOf(text: string, size: number): number {
  return size * segments(text).reduce((sum, letter) => sum + share(letter), 0);
}

/**
 * Breaks a text into lines no wider than `width`, at words where it can be; what is more than `most` lines ends in `…`.
 * @param size of the letters, in pixels
 */
export function wrap(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = [];
  let rest = segments(text.trim());
  while (rest.length > 0 && lines.length < most) {
    const room = fitting(rest, width, size);
    if (room >= rest.length) return [...lines, rest.join('')];
    if (lines.length === most - 1) {
      const head = rest.slice(0, fitting(rest, width - widthOf('…', size), size)).join('');
      return [...lines, `${head.trimEnd()}…`];
    }
    const space = rest.slice(0, room + 1).lastIndexOf(' ');
    const cut = space > 0 ? space : room;
    lines.push(rest.slice(0, cut).join('').trimEnd());
    rest = segments(rest.slice(cut).join('').trimStart());
  }
  return lines;
}

/** How many letters go into a line; one at least. */
function fitting(text: readonly string[], width: number, size: number): number {
  let used = 0;
  const over = text.findIndex((letter) => {
    used += size * share(letter);
    return used > width;
  });
  return over === -1 ? text.length : Math.max(over, 1);
}

function segments(text: string): string[] {
  return [...letters.segment(text)].map(({ segment }) => segment);
}

function share(letter: string): number {
  if (full.test(letter)) return 1.1;
  if (wide.test(letter)) return 1;
  if (thin.test(letter)) return 0.34;
  if (narrow.test(letter)) return 0.42;
  return /\p{Lu}/u.test(letter) ? 0.79 : 0.64;
}
