import { limits } from '../../chat/limits.ts';
import { shorten } from '../../chat/text.ts';
import { people, percent } from '../words.ts';
import type { Chart } from './outcome.ts';

/** What a chart shows, in words for whoever cannot see it: each bar with its count, as many as there is room for. */
export function altOf({ title, answers, bars }: Chart): string {
  const most = limits.picture.alt;
  let said = `Bar chart: ${shorten(title, 200)} ${people(answers)} answered.`;
  for (const [at, bar] of bars.entries()) {
    const left = bars.length - at;
    const next = `${said} ${bar.text}: ${bar.people} (${percent(bar.people, answers)}).`;
    const rest = left > 1 ? ` And ${left - 1} more.` : '';
    if (next.length + rest.length > most) return `${said} And ${left} more.`;
    said = next;
  }
  return said;
}
