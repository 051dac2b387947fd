import { emptyTree, findPhrases, place } from './phrases.ts';

/** A keyword that a text mentions, and the words that do, as they stand there. */
export interface Mention {
  keyword: string;
  words: string;
}

/**
 * Watches for a group's keywords. A keyword is found as topic phrases are: whole words, in any spelling and number.
 * @returns which of the keywords a text mentions, each once, in the order of the text
 */
export function watch(keywords: readonly string[]): (text: string) => Mention[] {
  const tree = emptyTree<string>();
  for (const keyword of keywords) place(tree, keyword).value ??= keyword;
  return (text) => {
    const first = new Map<string, string>();
    for (const { value, start, end } of findPhrases(tree, text)) {
      if (!first.has(value)) first.set(value, text.slice(start, end));
    }
    return [...first].map(([keyword, words]) => ({ keyword, words }));
  };
}
