import { shorten } from '../chat/text.ts';
import type { Raised } from './store.ts';
import { asks, nameOf, states } from './theme.ts';

/** What became of a theme, in a sentence that stands under all that was gathered for it. At most 300 characters, one line. */
export function outcomeOf(theme: Raised, council: string): string {
  const name = `${nameOf(theme.number)} “${shorten(theme.title, 80)}”`;
  const last = theme.changes.at(-1);
  const action = last?.action && last.act === 'decide' ? `: ${asks[last.action].toLowerCase()}` : '';
  return shorten(
    `🚩 ${shorten(council, 60)} has it as ${name}: ${states[theme.state].toLowerCase()}${action}`,
    300,
  );
}
