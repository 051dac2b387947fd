/** A ballot as it counts: where it was given, and the ids of the options chosen; none once it is withdrawn. */
export interface Vote {
  place: string;
  choices: readonly number[];
}

/** People who answered, and of them how many chose each option (by its id). */
export interface Figures {
  answers: number;
  counts: ReadonlyMap<number, number>;
}

/** Fewer answers than this are never shown by themselves, to anyone. */
export const FEWEST_SHOWN = 5;

/** Counts votes. What is not among `options` (hidden ones) counts for nothing, and who chose nothing else has not answered. */
export function tally(votes: Iterable<Vote>, options: readonly number[]): Figures {
  const counts = new Map(options.map((option) => [option, 0]));
  let answers = 0;
  for (const { choices } of votes) {
    const counted = [...new Set(choices)].filter((choice) => counts.has(choice));
    if (counted.length > 0) answers += 1;
    for (const choice of counted) counts.set(choice, counts.get(choice)! + 1);
  }
  return { answers, counts };
}

/**
 * The places whose figures may be shown beside the total: those with `fewest` answers or more. As many more are left out as it takes that
 * what is left out together is nothing, or `fewest` or more: otherwise a subtraction from the total would show it.
 * @param answers by place
 */
export function shownPlaces(answers: ReadonlyMap<string, number>): Set<string> {
  const shown = [...answers]
    .filter(([, count]) => count >= FEWEST_SHOWN)
    .sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  let left = [...answers.values()].reduce((sum, count) => sum + (count < FEWEST_SHOWN ? count : 0), 0);
  while (left > 0 && left < FEWEST_SHOWN && shown.length > 0) left += shown.shift()![1];
  return new Set(shown.map(([place]) => place));
}
