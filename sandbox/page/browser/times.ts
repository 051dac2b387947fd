/** The people of the sandbox live in the United Kingdom: all times are shown as they read them. */
const zone = 'Europe/London';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
const time = format({ hour: '2-digit', minute: '2-digit' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const numbers = format({ day: '2-digit', month: '2-digit', year: 'numeric' });
const whole = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const key = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });

/** `08:00` */
export const clockTime = (at: Date): string => time.format(at);
/** `Friday 20 November` */
export const dayName = (at: Date): string => day.format(at);
/** `20/11/2026` */
export const dateNumbers = (at: Date): string => numbers.format(at);
/** `Fri, 20 Nov 2026, 08:00` */
export const dateAndTime = (at: Date): string => `${whole.format(at)}, ${time.format(at)}`;
/** `2026-11-20`, the same for all instants of one day there. */
export const dayKey = (at: Date): string => key.format(at);
/** `2026-11-20T08:00`, as a datetime field wants it. */
export const fieldTime = (at: Date): string => wall.format(at).replace(' ', 'T');

/** The instant at which clocks in the United Kingdom show `2026-11-20T08:00`; undefined if it is no date. */
export function instantOf(field: string): Date | undefined {
  const asUtc = new Date(`${field}Z`);
  if (Number.isNaN(asUtc.getTime())) return undefined;
  // In summer their clocks are an hour ahead: try that first, and see whether it reads back the same.
  const summer = new Date(asUtc.getTime() - 3_600_000);
  return fieldTime(summer) === field.slice(0, 16) ? summer : asUtc;
}

/** Tomorrow at this hour there. */
export function tomorrowAt(now: Date, hour: number): Date {
  const next = new Date(`${dayKey(now)}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const field = `${next.toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00`;
  return instantOf(field) ?? next;
}
