import { addDays, type Day, dayIn, weekday } from '../../time.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * A day as a person writes it: `Fri 27 Nov 2026`, `27 November`, `27/11/2026` (the day first), `2026-11-27`, `today`, `tomorrow`,
 * `Monday`. Without a year it is the next one to come.
 * @param today the day that it is
 * @returns null for what is no day
 */
export function readDay(written: string, today: Day): Day | null {
  const words = written.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ');
  if (words === 'today') return today;
  if (words === 'tomorrow') return addDays(today, 1);
  const name = /^(?:next |on )?([a-z]{3})[a-z]*$/.exec(words)?.[1];
  if (name !== undefined) {
    const number = weekdays.indexOf(name) + 1;
    return number === 0 ? null : addDays(today, ((number - weekday(today) + 6) % 7) + 1);
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return dayOf(iso[1]!, iso[2]!, iso[3]!);
  const spoken = /^(?:[a-z]+ )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*(?: (\d{4}))?$/.exec(words);
  const short = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/.exec(words);
  const [day, month, year] = spoken
    ? [spoken[1]!, String(months.indexOf(spoken[2]!) + 1), spoken[3]]
    : short
      ? [short[1]!, short[2]!, short[3]]
      : ['0', '0', undefined];
  if (year !== undefined) return dayOf(year, month, day);
  const thisYear = dayOf(today.slice(0, 4), month, day);
  return thisYear !== null && thisYear >= today
    ? thisYear
    : dayOf(String(Number(today.slice(0, 4)) + 1), month, day);
}

/** A time of day as a person writes it: `09:00`, `9.30`, `9am`, `5 pm`. @returns as `09:00`, or null for what is none */
export function readTime(written: string): string | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/.exec(written.trim().toLowerCase());
  if (!found) return null;
  const [, hours, minutes = '00', half] = found;
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours);
  // A bare number is as likely a day as an hour.
  if ((!half && found[2] === undefined) || hour > 23 || Number(minutes) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** Null for the 30th of February. */
function dayOf(year: string, month: string, day: string): Day | null {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const there = at.getUTCMonth() + 1 === Number(month) && at.getUTCDate() === Number(day);
  return there && Number(year) >= 2000 ? dayIn('UTC', at) : null;
}
