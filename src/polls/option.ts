import { limits } from '../chat/limits.ts';
import { clean, isSeen } from '../chat/text.ts';
import { stem } from '../taxonomy/spelling.ts';

/** How many options a poll has when it goes out, and how many once members have added theirs (what a menu holds). */
export const OPTION_COUNT = { least: 2, most: 10, withAdded: limits.menu.options } as const;

/** Characters of an option at most: what a button or a menu carries. */
export const OPTION_LENGTH = limits.label;

/** What makes two options the same, or two needs: their words but for case, spacing, hyphens, plural and British or American spelling. */
export function keyOf(text: string): string {
  const words =
    clean(text)
      .normalize('NFKC')
      .match(/[<>≤≥]|(?<![\p{L}\p{N}])[-−](?=\p{N})|[\p{L}\p{M}\p{N}+#'’]+/gu) ?? [];
  // Of signs alone, as 👍, the signs count. Among words only those that turn a number round: < 5 and > 5, -5 and 5.
  return words.length > 0 ? words.map(stem).join(' ') : clean(text).toLowerCase();
}

/** Options as typed, one a line: cleaned, without list marks, blanks and repetitions, in their order. None is shortened. */
export function readOptions(lines: string): string[] {
  const texts = lines
    .split('\n')
    .map((line) => clean(line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '')))
    .filter(isSeen);
  const keys = new Set<string>();
  return texts.filter((text) => {
    const key = keyOf(text);
    return keys.has(key) ? false : keys.add(key);
  });
}
