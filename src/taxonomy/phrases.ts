import { stem, stemStart } from './spelling.ts';

/** A word of a text: how it is compared, and where it stands (UTF-16 offsets, `end` exclusive). */
interface Word {
  stem: string;
  start: number;
  end: number;
}

/** Phrases by their words, one level a word. `value` is what the phrase that ends here stands for. */
export interface PhraseTree<V> {
  words: Map<string, PhraseTree<V>>;
  /** Words with a star: any ending. */
  starts: Map<string, PhraseTree<V>>;
  value: V | undefined;
}

export interface Found<V> {
  value: V;
  start: number;
  end: number;
}

/** No phrase has more words: it bounds what each word of a text can cost. */
export const mostWords = 6;

// Longer runs are no words (base64, addresses): they are not compared, and end a phrase.
const longestWord = 40;
const shortestStart = 3;

const wordPattern = /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*/gu;
// Between the words of one phrase: a space, a hyphen, a slash, a bracket as in IR(ME)R, after a genitive's apostrophe; never the end of a sentence.
const joint = /^['’]?[\s\-‐‑–/()]{1,3}$/;

export function emptyTree<V>(): PhraseTree<V> {
  return { words: new Map(), starts: new Map(), value: undefined };
}

/** The place of a phrase in the tree, made where there is none. `*` behind a word stands for any ending. */
export function place<V>(tree: PhraseTree<V>, phrase: string): PhraseTree<V> {
  let node = tree;
  for (const [word] of phrase.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*\*?/gu)) {
    const open = word.endsWith('*');
    const level = open ? node.starts : node.words;
    const key = open ? stemStart(word.slice(0, -1)) : stem(word);
    let next = level.get(key);
    if (!next) {
      next = emptyTree();
      level.set(key, next);
    }
    node = next;
  }
  return node;
}

/** How many words a phrase has, as `place` counts them. */
export function countWords(phrase: string): number {
  return [...phrase.matchAll(wordPattern)].length;
}

/**
 * The phrases in a text that do not overlap, the longest first to be chosen, in the order of the text.
 * Time grows with the length of the text, whatever it holds: no word starts more than `mostWords` steps.
 */
export function findPhrases<V>(tree: PhraseTree<V>, text: string): Found<V>[] {
  const words = wordsOf(text);
  const byLength: { from: number; value: V }[][] = [];
  for (let from = 0; from < words.length; from++) {
    walk(tree, text, words, from, 0, (length, value) => {
      byLength[length] ??= [];
      byLength[length].push({ from, value });
    });
  }
  const taken = new Uint8Array(words.length);
  const found: Found<V>[] = [];
  for (let length = byLength.length - 1; length > 0; length--) {
    for (const { from, value } of byLength[length] ?? []) {
      if (taken.subarray(from, from + length).includes(1)) continue;
      taken.fill(1, from, from + length);
      found.push({ value, start: words[from]!.start, end: words[from + length - 1]!.end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function walk<V>(
  node: PhraseTree<V>,
  text: string,
  words: readonly Word[],
  from: number,
  depth: number,
  report: (length: number, value: V) => void,
): void {
  if (depth > 0 && node.value !== undefined) report(depth, node.value);
  const word = words[from + depth];
  if (!word?.stem) return;
  if (depth > 0 && !joint.test(text.slice(words[from + depth - 1]!.end, word.start).slice(0, 5))) return;
  const exact = node.words.get(word.stem);
  if (exact) walk(exact, text, words, from, depth + 1, report);
  if (node.starts.size === 0) return;
  for (let size = shortestStart; size <= word.stem.length; size++) {
    const open = node.starts.get(word.stem.slice(0, size));
    if (open) walk(open, text, words, from, depth + 1, report);
  }
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(wordPattern), (match) => ({
    stem: match[0].length > longestWord ? '' : stem(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
