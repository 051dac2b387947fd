import { addDays, type Day, showDay, weekday } from '../time.ts';

/** How a day can be written, for whoever has to write one. */
export const DAY_EXAMPLES = '4 Dec, 4/12/2026, Monday or tomorrow';
/** How a time of day can be written. */
export const TIME_EXAMPLES = '14:00, 9.30 or 5 pm';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const near: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** Which day is meant by one without a year, or by a weekday: the next to come, or the last that was. */
export type Wanted = 'future' | 'past';

/**
 * Reads a day as people in Britain write it, the day before the month: `today`, `tomorrow`, `Mon`, `next Monday`, `4 Dec`,
 * `Fri 4th December 2026`, `4/12`, `04/12/2026`, `4.12.26`, `2026-12-04`. A weekday alone is never today.
 * @param today where the day is wanted
 * @returns the day, or a sentence that says what is wrong
 */
export function parseDay(
  typed: string,
  today: Day,
  wanted: Wanted = 'future',
): { day: Day } | { problem: string } {
  const read = parseMoment(typed, today, wanted);
  if ('problem' in read) return read;
  if (read.time === null) return { day: read.day };
  return { problem: `Please write the day without a time, such as ${DAY_EXAMPLES}.` };
}

/**
 * Reads a day with a time of day behind it, or without: `tomorrow 9:30`, `Monday at 14:00`, `4 Dec 2026, 5 pm`.
 * @param today where the day is wanted
 * @returns the day, and the time as `09:30`, null where there is none; or a sentence that says what is wrong
 */
export function parseMoment(
  typed: string,
  today: Day,
  wanted: Wanted = 'future',
): { day: Day; time: string | null } | { problem: string } {
  const words = simple(typed);
  const [, date = words, clock] =
    /^(.+?)(?: at)? (\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m)$/.exec(words) ?? [];
  const read = dayOf(date, today, wanted);
  if ('problem' in read || clock === undefined) return 'problem' in read ? read : { ...read, time: null };
  const time = parseTime(clock);
  return 'problem' in time ? time : { ...read, ...time };
}

/** Reads a time of day as people write it: `09:00`, `9.30`, `9am`, `5 pm`. @returns it as `09:00`, or a sentence that says what is wrong */
export function parseTime(typed: string): { time: string } | { problem: string } {
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/.exec(simple(typed)) ?? [];
  const problem = `Please write a time such as ${TIME_EXAMPLES}.`;
  // A bare number is as likely a day as an hour.
  if (hours === undefined || !(half || /[:.]/.test(typed))) return { problem };
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return { problem };
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59) return { problem };
  return { time: `${String(hour).padStart(2, '0')}:${minutes}` };
}

function simple(typed: string): string {
  return typed.toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ').trim();
}

function dayOf(words: string, today: Day, wanted: Wanted): { day: Day } | { problem: string } {
  const away = Object.hasOwn(near, words) ? near[words]! : weekdayAway(words, today, wanted);
  if (away !== null) return { day: addDays(today, away) };
  const [, isoYear, isoMonth, isoDate] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words) ?? [];
  const [, name, rest = ''] = /^(?:([a-z]{3,9})\.? )?(\d.*)$/.exec(words) ?? [];
  const [, spokenDate, month = '', spokenYear] =
    /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?: (\d{4}))?$/.exec(rest) ?? [];
  const [, date, , number, shortYear] =
    /^(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(rest) ??
    /^(\d{1,2})(-)(\d{1,2})-(\d{4})$/.exec(rest) ??
    [];
  const m = Number(isoMonth ?? number ?? numberOf(month, months));
  const d = Number(isoDate ?? date ?? spokenDate);
  const named = name === undefined ? null : weekdayNamed(name);
  const unread = !isoYear && !date && !(spokenDate && m > 0);
  if (unread || named === 0) return { problem: `Please write a day such as ${DAY_EXAMPLES}.` };
  const year = isoYear ?? spokenYear ?? (shortYear?.length === 2 ? `20${shortYear}` : shortYear);
  const y = year === undefined ? yearOf(m, d, today, wanted) : Number(year);
  const found = new Date(Date.UTC(y, m - 1, d));
  if (y < 1900 || found.getUTCMonth() !== m - 1 || found.getUTCDate() !== d)
    return { problem: `There is no such day. Please write one such as ${DAY_EXAMPLES}.` };
  const day = found.toISOString().slice(0, 10);
  if (named !== null && named !== weekday(day))
    return { problem: `That day is ${showDay(day)}. Please check it.` };
  return { day };
}

/** Days from today to a weekday, 1 to 7 or -1 to -7; null for what is none. */
function weekdayAway(words: string, today: Day, wanted: Wanted): number | null {
  const number = weekdayNamed(/^(?:(?:on|next) )?([a-z]{3,9})$/.exec(words)?.[1] ?? '');
  if (number === 0) return null;
  return wanted === 'future'
    ? ((number - weekday(today) + 6) % 7) + 1
    : -(((weekday(today) - number + 6) % 7) + 1);
}

/** The year in which a month and date come next, or came last; today counts. */
function yearOf(month: number, date: number, today: Day, wanted: Wanted): number {
  const year = Number(today.slice(0, 4));
  const then = month * 100 + date;
  const now = Number(today.slice(5, 7)) * 100 + Number(today.slice(8));
  if (wanted === 'future') return then < now ? year + 1 : year;
  return then > now ? year - 1 : year;
}

/** 1 for Monday to 7; 0 for what is no weekday. */
function weekdayNamed(name: string): number {
  return name === 'weds' ? 3 : numberOf(name, weekdays);
}

/** The place from 1 of a name of which three letters are enough; 0 for what is none. */
function numberOf(name: string, names: readonly string[]): number {
  return name.length < 3 ? 0 : names.findIndex((one) => one.startsWith(name)) + 1;
}

/** A day as it stands in a field in which it is typed: one as `2026-12-04` as people write it, what else was typed as it is. */
export function typedDay(value: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(value) && addDays(value, 0) === value ? showDay(value) : value;
}
