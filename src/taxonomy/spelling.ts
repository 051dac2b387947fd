/**
 * The form in which a word of a text and a word of the topics file are compared: lower case, no accents, no possessive,
 * singular, one spelling for British and American. Not English and not meant to be read: `programmes` and `program` both
 * become `program`, `modelling` and `modeling` become `modeling`. Rules may clash words that never stand in this field.
 */
export function stem(word: string): string {
  return respell(singular(plain(word)));
}

/** The beginning of words, as `stem` would spell it: `decarboniz` becomes `decarbonis`. */
export function stemStart(start: string): string {
  return respell(plain(start));
}

function plain(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/^(\p{Lu}{2,})s$/u, '$1') // CTs
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/['’]s$/, '')
    .replace(/['’]/g, '');
}

// Three letters and fewer are acronyms as often as words (QA, GPS, gas): they are left alone.
function singular(word: string): string {
  if (word.length < 4) return word;
  if (/yses$/.test(word)) return word.replace(/yses$/, 'ysis');
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(ch|sh|ss|x|zz)es$/.test(word)) return word.slice(0, -2);
  return /[^suio]s$|[^u]os$/.test(word) ? word.slice(0, -1) : word;
}

function respell(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/[ao]e/g, 'e') // anaesthetic, oestrogen
    .replace(/our/g, 'or') // tumour, behaviour
    .replace(/([iy])z/g, '$1s') // digitize, analyze
    .replace(/ll/g, 'l') // modelling, labelled
    .replace(/ulph/g, 'ulf') // sulphur
    .replace(/geing$/, 'ging') // ageing
    .replace(/([tb])re$/, '$1er') // centre, fibre
    .replace(/([tb])red$/, '$1ered') // centred
    .replace(/ogue$/, 'og') // catalogue
    .replace(/mme$/, 'm') // programme
    .replace(/ence$/, 'ense'); // licence, defence
}
