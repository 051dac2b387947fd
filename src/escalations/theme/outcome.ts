import { oneLine, shorten } from '../../chat/text.ts';
import { showDay } from '../../time.ts';
import type { Raised } from './store.ts';
import { asks, states } from './theme.ts';
import { titled } from './wording.ts';

/** What became of a theme, in a sentence that stands under all that was gathered for it. At most 300 characters, one line. */
export function outcomeOf(theme: Raised, council: string): string {
  return shorten(
    `🚩 This is before ${shorten(oneLine(council), 60)} as ${titled(theme, 80)}: ${becameOf(theme)}`,
    300,
  );
}

function becameOf({ state, dueDay, changes }: Raised): string {
  const label = states[state].toLowerCase();
  const said = (words: string | null | undefined) => (words ? `: ${shorten(oneLine(words), 110)}` : '');
  switch (state) {
    case 'decided': {
      const decided = changes.findLast(({ act }) => act === 'decide');
      return `${label}${decided?.action ? `: ${asks[decided.action].toLowerCase()}` : ''}${decided?.day ? `, by ${showDay(decided.day)}` : ''}`;
    }
    case 'declined':
      return label + said(changes.findLast(({ act }) => act === 'decline')?.words);
    case 'done':
      return label + said(changes.findLast(({ act }) => act === 'finish')?.words);
    case 'parked':
      return dueDay === null ? label : `${label}, to be reviewed on ${showDay(dueDay)}`;
    default:
      return label;
  }
}
