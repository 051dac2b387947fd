import { Refusal } from '../../errors.ts';
import type { Change, Raised } from '../theme/store.ts';
import { nameOf, states } from '../theme/theme.ts';
import { whoDidIt } from '../theme/wording.ts';

/** What happened to a theme after the change on which somebody's form or button was made. @param seen its id */
export function since(theme: Raised, seen: number): Change[] {
  return theme.changes.filter(({ id }) => id > seen);
}

/** The "no" to somebody who has not seen what others did in the meantime: all of it, as far as it is short. */
export function staleFormWords({ number }: Raised, changes: readonly Change[], zone: string): string {
  const told = changes.slice(-3).map((one) => whoDidIt(one, zone));
  const more = changes.length - told.length;
  const before = more > 0 ? ` after ${more} earlier ${more === 1 ? 'change' : 'changes'}` : '';
  return `${nameOf(number)} has changed in the meantime${before}: ${told.join('; ')}. Nothing was saved. Please look at its card, and press the button there again.`;
}

/** The "no" to what cannot be done to a theme where it is. */
export function notNow(theme: Raised, zone: string): Refusal {
  const last = theme.changes.at(-1);
  const why = last ? ` (${whoDidIt(last, zone)})` : '';
  return new Refusal(
    `${nameOf(theme.number)} is ${states[theme.state].toLowerCase()}${why}, so this cannot be done now. Its card shows what you can do.`,
  );
}
