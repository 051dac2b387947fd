import { type Day, instantOf } from '../time.ts';
import { addWorkingDays } from '../working-days.ts';

/** Working days, in the council's zone, after which somebody is reminded. Settings may give others (`App.clocks`). */
export interface Clocks {
  /** From raising until somebody of the council takes it. */
  acknowledge: number;
  /** From raising until it is decided; the time that the council waits for an answer does not count. */
  decide: number;
  /** From a question to its answer. */
  answer: number;
  /** From one report on an action to the next. */
  report: number;
  /** From one reminder to the next, each of which goes further up. */
  overdue: number;
}

export const usualClocks: Clocks = { acknowledge: 5, decide: 20, answer: 10, report: 30, overdue: 5 };

/** At this local time people are reminded: of all that is due on a day at once. */
const morning = '10:00';

/** When people are reminded of what was to happen until `due`: in the morning of the working day after it. */
export function reminderAfter(due: Day, zone: string): Date {
  return instantOf(addWorkingDays(due, 1, zone), morning, zone);
}

/** When they are reminded again, after so many working days. */
export function reminderIn(today: Day, days: number, zone: string): Date {
  return instantOf(addWorkingDays(today, days, zone), morning, zone);
}
