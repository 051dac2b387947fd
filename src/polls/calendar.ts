import { addDays, addMonths, type Day, dayIn, instantOf, showTime } from '../time.ts';
import { isWorkingDay, workingDayFrom } from '../working-days.ts';

const hour = 3_600_000;

/** A poll closes at this local time. */
const closing = '17:00';

/** When a poll closes that goes out at `opensAt` and lasts so many days: at 17:00 in `zone`, on that day or the working day after it. */
export function closingOf(opensAt: Date, days: number, zone: string): Date {
  return instantOf(workingDayFrom(addDays(dayIn(zone, opensAt), days), zone), closing, zone);
}

/** When the channels are reminded: halfway, in working hours; null when that would be of no use any more. */
export function reminderOf(opensAt: Date, closesAt: Date, zone: string): Date | null {
  if (closesAt.getTime() - opensAt.getTime() < 36 * hour) return null;
  const half = new Date((opensAt.getTime() + closesAt.getTime()) / 2);
  const day = dayIn(zone, half);
  const time = showTime(half, zone);
  const working = isWorkingDay(day, zone);
  const at =
    working && time >= '08:00' && time < '17:00'
      ? half
      : instantOf(working && time < '08:00' ? day : workingDayFrom(addDays(day, 1), zone), '10:00', zone);
  return closesAt.getTime() - at.getTime() < 4 * hour ? null : at;
}

export type Repeat = 'never' | 'weekly' | 'monthly' | 'quarterly';

const steps: Record<Repeat, (day: Day, times: number) => Day | null> = {
  never: () => null,
  weekly: (day, times) => addDays(day, 7 * times),
  monthly: (day, times) => addMonths(day, times),
  quarterly: (day, times) => addMonths(day, 3 * times),
};

/**
 * When a poll that was to go out at `opensAt` goes out again: at the same local time, on a working day; null when it does not.
 * @param first when it went out the very first time: the days are counted from there, so that no short month, weekend or bank
 *   holiday moves all that follow
 */
export function openingAfter(opensAt: Date, repeat: Repeat, zone: string, first = opensAt): Date | null {
  const [from, last] = [dayIn(zone, first), dayIn(zone, opensAt)];
  for (let times = 1; ; times += 1) {
    const day = steps[repeat](from, times);
    if (day === null) return null;
    const working = workingDayFrom(day, zone);
    if (working > last) return instantOf(working, showTime(first, zone), zone);
  }
}
