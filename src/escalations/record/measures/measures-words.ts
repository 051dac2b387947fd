import { limits } from '../../../chat/limits.ts';
import type { Figures, Timed } from './measure.ts';
import type { Measures } from './measures.ts';

/** What is said while there is nothing to measure. */
export const nothingYet = 'No theme has been raised yet, so there is nothing to measure.';

/** How the figures are made. */
export const explained =
  'Days are working days from the day a theme was raised. Acknowledged: the council’s first action. Decided: its first decision, without the days spent waiting for an answer. The median is the middle value of the themes counted. “In time” counts themes within the target, out of those that reached the step or are late. Answered: decided, under way, done, declined or parked. A theme of several groups counts in each.';

/** `3 days`, `1 day`, `2.5 days`. */
export function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

/** `3 days (median of 7)`, and a dash where there is none. */
export function medianInWords({ median, of }: Timed): string {
  return median === null ? '–' : `${days(median)} (median of ${of})`;
}

/** `6 of 7 (86%)`, and a dash of none. */
export function shareInWords(part: number, of: number): string {
  return of === 0 ? '–' : `${part} of ${of} (${Math.round((100 * part) / of)}%)`;
}

/** `7 themes`, `1 theme`, `no theme`. */
export function themes(count: number): string {
  return count === 0 ? 'no theme' : `${count} ${count === 1 ? 'theme' : 'themes'}`;
}

/** The figures of some themes in a sentence; of none, that there are none. */
export function figuresInWords({ themes: count, acknowledge, decide, answered }: Figures): string {
  if (count === 0) return 'no theme';
  const parts = [
    themes(count),
    ...stepInWords('acknowledged', acknowledge),
    ...stepInWords('decided', decide),
    `answered ${shareInWords(answered, count)}`,
  ];
  return `${parts.join('; ')}.`;
}

function stepInWords(step: string, timed: Timed): string[] {
  const { inTime, judged } = timed;
  if (judged === 0) return [];
  if (timed.median === null) return [`none ${step} yet, ${judged} late`];
  return [`${step} after ${medianInWords(timed)}, ${inTime} of ${judged} in time`];
}

/** What the chart shows, for whoever cannot see it: the newest quarter first, as many as there is room for. */
export function altOf({ quarters, clocks }: Pick<Measures, 'quarters' | 'clocks'>): string {
  let said = `Bar chart: median working days to acknowledge (target: ${clocks.acknowledge}) and to decide (target: ${clocks.decide}), by the quarter in which themes were raised.`;
  const newest = quarters.toReversed();
  for (const [at, { name, figures }] of newest.entries()) {
    const { acknowledge, decide } = figures;
    const bars = `: ${barInWords(acknowledge)} to acknowledge, ${barInWords(decide)} to decide`;
    const next = `${said} ${name}, ${themes(figures.themes)}${figures.themes > 0 ? bars : ''}.`;
    const left = newest.length - at;
    if (next.length + 20 > limits.picture.alt) return `${said} And ${left} more.`;
    said = next;
  }
  return said;
}

/** What stands beside a bar: `3 days (of 7)`; where there is no bar, `none yet`. */
export function barInWords({ median, of }: Timed): string {
  return median === null ? 'none yet' : `${days(median)} (of ${of})`;
}
