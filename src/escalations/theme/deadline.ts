import { type Day, dayIn, showDay } from '../../time.ts';
import { workingDaysBetween } from '../../working-days.ts';
import type { Raised } from './store.ts';
import { type State, states } from './theme.ts';

const awaited: Readonly<Record<State, string>> = {
  raised: 'to be acknowledged',
  taken: 'to be decided',
  asked: 'expected',
  decided: 'to be reported on',
  acting: 'to be reported on',
  parked: 'to be reviewed',
  done: '',
  declined: '',
};

/** How many working days it is late; 0 when it is not. */
export function overdueBy({ dueDay }: Pick<Raised, 'dueDay'>, today: Day, zone: string): number {
  return dueDay === null ? 0 : workingDaysBetween(dueDay, today, zone);
}

/** Where a theme is and until when what is to happen: `Raised, to be acknowledged by Fri 27 Nov 2026.` */
export function clockLine(theme: Raised, today: Day, zone: string): string {
  const { state, dueDay, left } = theme;
  if (dueDay === null) return `${states[state]}.`;
  const late = overdueBy(theme, today, zone);
  if (late > 0)
    return `Overdue. ${states[state]}: it was ${awaited[state]} by ${showDay(dueDay)}, ${daysOf(late)} ago.`;
  const then = state === 'asked' && left !== null ? ` Time is paused: ${leftWords(left)}` : '';
  return `${states[state]}, ${awaited[state]} ${state === 'parked' ? 'on' : 'by'} ${showDay(dueDay)}.${then}`;
}

/** @param left working days; below 0 it was late already when the question was asked */
function leftWords(left: number): string {
  if (left < 0) return `it was ${daysOf(-left)} late when the question was asked.`;
  return `once it is answered, ${left === 1 ? '1 working day is' : `${left} working days are`} left to decide.`;
}

/** For how long nothing was decided; empty once something was. */
export function waitedLine({ state, raisedAt }: Raised, today: Day, zone: string): string {
  if (state !== 'raised' && state !== 'taken' && state !== 'asked' && state !== 'parked') return '';
  const days = workingDaysBetween(dayIn(zone, raisedAt), today, zone);
  return days === 0 ? 'It was raised today.' : `It has been waiting for ${daysOf(days)}.`;
}

function daysOf(count: number): string {
  return count === 1 ? '1 working day' : `${count} working days`;
}
