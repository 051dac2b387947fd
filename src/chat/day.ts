import { type Day, showDay, weekday } from '../time.ts';

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
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * Reads a day as people write it: `2026-12-04`, `4 Dec 2026`, `Fri 4th December 2026`, `4/12/2026` (the day first, as in Britain).
 * @returns the day, or a sentence that says what is wrong
 */
export function readDay(typed: string): { day: Day } | { problem: string } {
  const words = typed.toLowerCase().replace(/[,.]/g, ' ').replace(/\s+/g, ' ').trim();
  const [, iso = ''] = /^(\d{4}-\d{1,2}-\d{1,2})$/.exec(words) ?? [];
  const [, name, date = '', month = '', year = ''] =
    /^(?:([a-z]{3,9}) )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}) (\d{4})$/.exec(words) ?? [];
  const [, first = '', second = '', third = ''] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(words) ?? [];
  const parts = iso
    ? iso.split('-').map(Number)
    : first
      ? [Number(third), Number(second), Number(first)]
      : [Number(year), monthOf(month), Number(date)];
  const [y = 0, m = 0, d = 0] = parts;
  if (!y || !m || !d) return { problem: 'Please write the day as 4 Dec 2026 or 2026-12-04.' };
  const found = new Date(Date.UTC(y, m - 1, d));
  if (y < 1900 || found.getUTCMonth() !== m - 1 || found.getUTCDate() !== d)
    return { problem: 'There is no such day. Please write it as 4 Dec 2026 or 2026-12-04.' };
  const day = found.toISOString().slice(0, 10);
  if (name && weekdays.indexOf(name.slice(0, 3)) + 1 !== weekday(day))
    return { problem: `That day is ${showDay(day)}. Please check it.` };
  return { day };
}

/** 1 to 12; 0 for what is no month. Three letters are enough. */
function monthOf(name: string): number {
  return name.length < 3 ? 0 : months.findIndex((month) => month.startsWith(name)) + 1;
}
