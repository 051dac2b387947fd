import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { addDays, type Day, weekday } from './time.ts';

/** Zones whose communities keep the bank holidays of England and Wales; elsewhere only weekends are free. In small letters. */
const british = new Set([
  'europe/london',
  'europe/belfast',
  'europe/jersey',
  'europe/guernsey',
  'europe/isle_of_man',
  'gb',
  'gb-eire',
]);

const years = new Map<number, ReadonlySet<Day>>();
let calendar: Holidays | undefined;

/** Monday to Friday, and no bank holiday where `zone` (IANA name) keeps them. */
export function isWorkingDay(day: Day, zone: string): boolean {
  return (
    weekday(day) <= 5 && !(british.has(zone.toLowerCase()) && bankHolidays(Number(day.slice(0, 4))).has(day))
  );
}

/** The working day `count` (from 0) working days after `day`; with 0 the day itself, working or not. */
export function addWorkingDays(day: Day, count: number, zone: string): Day {
  let last = day;
  for (let left = count; left > 0; ) {
    last = addDays(last, 1);
    if (isWorkingDay(last, zone)) left -= 1;
  }
  return last;
}

/** The day itself if it is a working day, else the next one. */
export function workingDayFrom(day: Day, zone: string): Day {
  return isWorkingDay(day, zone) ? day : addWorkingDays(day, 1, zone);
}

/** How many working days lie after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, zone: string): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, zone)) count += 1;
  }
  return count;
}

function bankHolidays(year: number): ReadonlySet<Day> {
  const known = years.get(year);
  if (known) return known;
  // Loaded at the first question: it knows the whole world, and most processes never ask.
  calendar ??= new (createRequire(import.meta.url)('date-holidays') as typeof Holidays)('GB', 'ENG');
  const days = new Set(
    calendar
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  );
  years.set(year, days);
  return days;
}
