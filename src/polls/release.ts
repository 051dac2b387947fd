import { FEWEST_SHOWN } from './tally.ts';

/** So many answers have to wait before any is added to the counts that people see. */
export const RELEASED_TOGETHER = 2 * FEWEST_SHOWN;

/**
 * Which of the answers that wait come into the counts that people see of an open anonymous poll: none, or all but `fewest` that nobody
 * can name. So two different counts are always `fewest` people or more apart, and so is the final one: what is added cannot be told of
 * one person. An answer is released once and stays as it was until the poll closes; otherwise somebody's change of mind would show
 * between two counts.
 * @param waiting names of ballots that were never in the counts
 * @param random as Math.random
 */
export function released(waiting: readonly string[], random: () => number): string[] {
  if (waiting.length < RELEASED_TOGETHER) return [];
  return waiting
    .map((voter) => ({ voter, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(FEWEST_SHOWN)
    .map(({ voter }) => voter);
}
