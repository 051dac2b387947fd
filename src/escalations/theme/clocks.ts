import { addDays, type Day, instantOf } from '../../time.ts';
import { addWorkingDays, isWorkingDay, workingDayFrom, workingDaysBetween } from '../../working-days.ts';
import type { State } from './theme.ts';

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

export const USUAL_CLOCKS: Clocks = { acknowledge: 5, decide: 20, answer: 10, report: 30, overdue: 5 };

/** At this local time people are reminded: of all that is due on a day at once. */
const morning = '10:00';

/**
 * When people are first reminded of a theme in this state: in the morning of the working day after the one until which something was
 * to happen; of a parked one, on the day for which it was put off. Never before the working day after today: who takes a theme
 * that is late already is not told so in the same minute.
 */
export function firstReminder(state: State, due: Day, today: Day, zone: string): Date {
  const day = state === 'parked' ? workingDayFrom(due, zone) : addWorkingDays(due, 1, zone);
  const soonest = addWorkingDays(today, 1, zone);
  return instantOf(day > soonest ? day : soonest, morning, zone);
}

/** When they are reminded again, after so many working days (from 1). */
export function reminderIn(today: Day, days: number, zone: string): Date {
  return instantOf(addWorkingDays(today, days, zone), morning, zone);
}

/** How many working days are left until a day; below zero, so many have passed since. */
export function daysLeft(today: Day, until: Day, zone: string): number {
  return workingDaysBetween(today, until, zone) - workingDaysBetween(until, today, zone);
}

/** The day until which so many working days are left: what `daysLeft` counted on another day, given back today. */
export function dayWith(left: number, today: Day, zone: string): Day {
  if (left >= 0) return addWorkingDays(today, left, zone);
  let day = today;
  for (let back = -left; back > 0 || !isWorkingDay(day, zone); day = addDays(day, -1))
    if (isWorkingDay(day, zone)) back -= 1;
  return day;
}
