import { dayIn, showDay, showTime } from '../time.ts';

/** A moment as people of the field write it: `Fri 27 Nov 2026, 17:00`. */
export function moment(at: Date, zone: string): string {
  return `${showDay(dayIn(zone, at))}, ${showTime(at, zone)}`;
}

/** `nobody`, `1 person`, `12 people`. */
export function people(count: number): string {
  return count === 0 ? 'nobody' : count === 1 ? '1 person' : `${count} people`;
}

/** A share in whole per cent: `41%`. */
export function percent(part: number, of: number): string {
  return `${of === 0 ? 0 : Math.round((100 * part) / of)}%`;
}
