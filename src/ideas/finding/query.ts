const wordPattern = /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*/gu;
/** Longer ones are no words (base64, addresses). */
const longest = 40;

/** The words of a text, each once, as they stand. @param most how many at most: it bounds what a search can cost */
export function wordsOf(text: string, most: number): string[] {
  const found = new Set<string>();
  for (const [word] of text.matchAll(wordPattern)) {
    if (found.size >= most) break;
    if (word.length > 1 && word.length <= longest) found.add(word.toLowerCase());
  }
  return [...found];
}

/** For `to_tsquery`: any of these words (`|`), or all of them (`&`). Nothing in a word is an operator. */
export function queryOf(words: readonly string[], joint: '|' | '&'): string {
  return words.map((word) => `'${word.replace(/['’]/g, "''")}'`).join(` ${joint} `);
}
