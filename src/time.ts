import { DateTime } from 'luxon';

/** A calendar day in some community's zone, as `2026-11-20`. */
export type Day = string;

/** The calendar day that it is at `instant` in `zone` (IANA name). */
export function dayIn(zone: string, instant: Date): Day {
  return DateTime.fromJSDate(instant, { zone }).toISODate()!;
}

/** The day `count` days after `day`, by the calendar: a day of 23 or 25 hours counts as one. */
export function addDays(day: Day, count: number): Day {
  return DateTime.fromISO(day, { zone: 'UTC' }).plus({ days: count }).toISODate()!;
}

/** The same day `count` months later; the last of the month where there is none. */
export function addMonths(day: Day, count: number): Day {
  return DateTime.fromISO(day, { zone: 'UTC' }).plus({ months: count }).toISODate()!;
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekday(day: Day): number {
  return DateTime.fromISO(day, { zone: 'UTC' }).weekday;
}

/**
 * The instant at which a wall clock in `zone` shows `time` (`08:00`) on `day`.
 * A time that the clock skips in spring is moved on by the hour skipped; of a time that comes twice in autumn, the first.
 */
export function instantOf(day: Day, time: string, zone: string): Date {
  const local = DateTime.fromISO(`${day}T${time}`, { zone });
  if (!local.isValid)
    throw new RangeError(`${day} ${time} in ${zone} is not a time: ${local.invalidExplanation}`);
  const [first] = local.getPossibleOffsets();
  return first!.toJSDate();
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as people of the field write it: `Fri 20 Nov 2026`. */
export function showDay(day: Day): string {
  const date = DateTime.fromISO(day, { zone: 'UTC' });
  return `${weekdays[date.weekday - 1]} ${date.day} ${months[date.month - 1]} ${date.year}`;
}

/** A time of day on the wall clock of `zone`: `08:00`. */
export function showTime(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm');
}

/** The day that it is at `instant` in `zone`, as people of the field write it: `Fri 20 Nov 2026`. */
export function showDate(instant: Date, zone: string): string {
  return showDay(dayIn(zone, instant));
}

/** A moment as people of the field write it: `Fri 27 Nov 2026, 17:00`. */
export function showMoment(instant: Date, zone: string): string {
  return `${showDate(instant, zone)}, ${showTime(instant, zone)}`;
}

/** Is this an IANA zone that this machine knows? */
export function isZone(name: string): boolean {
  return DateTime.local({ zone: name }).isValid;
}
