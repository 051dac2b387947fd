import { distance } from 'fastest-levenshtein';

/** Letters of a name at most: a long word is nobody's slip of one. */
const MOST_LETTERS = 60;

/** The one of `names` that somebody who wrote `word` most likely meant, or null when none is near: one slip in three letters at most. */
export function nearest(word: string, names: readonly string[]): string | null {
  if (word.length > MOST_LETTERS) return null;
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { name: string; slips: number } | null = null;
  for (const name of names) {
    if (name.length > MOST_LETTERS) continue;
    const slips = slipsBetween(word.toLowerCase(), name.toLowerCase());
    if (slips <= most && (!best || slips < best.slips)) best = { name, slips };
  }
  return best?.name ?? null;
}

/** Letters added, left out or replaced; two that changed places are one slip, which Levenshtein's distance counts as two. */
function slipsBetween(a: string, b: string): number {
  const slips = distance(a, b);
  return slips === 2 && sorted(a) === sorted(b) ? 1 : slips;
}

function sorted(word: string): string {
  return [...word].sort().join('');
}
