import { addDays, type Day, dayIn, instantOf, weekday } from '../time.ts';

/** When a group has its digest: on some weekdays (ISO, 1 Monday to 7 Sunday), at a local time of its zone; never when `time` is null. */
export interface Schedule {
  zone: string;
  time: string | null;
  days: readonly number[];
}

/** What a group's row says of it. */
export function scheduleOf(group: {
  zone: string;
  digestTime: string | null;
  digestDays: number[];
}): Schedule {
  return { zone: group.zone, time: group.digestTime, days: group.digestDays };
}

export interface Slot {
  /** The local day that the edition is for. */
  day: Day;
  at: Date;
}

const hour = 3_600_000;

/** Milliseconds for which an item that stood in no edition stays news. */
export const newsFor = 14 * 24 * hour;

/** The catch-up window, four hours: until when an edition that is late is still posted; later, its items roll into the next. */
export function closesAt(slot: Slot): Date {
  return new Date(slot.at.getTime() + 4 * hour);
}

/** The newest slot that has come, at most a day ago. */
export function slotBefore(schedule: Schedule, now: Date): Slot | undefined {
  const today = dayIn(schedule.zone, now);
  return slots(schedule, [today, addDays(today, -1)]).find(
    ({ at }) => at <= now && now.getTime() - at.getTime() < 24 * hour,
  );
}

/** The next slot to come, within a week. */
export function slotAfter(schedule: Schedule, now: Date): Slot | undefined {
  const today = dayIn(schedule.zone, now);
  const week = Array.from({ length: 8 }, (_, count) => addDays(today, count));
  return slots(schedule, week).find(({ at }) => at > now);
}

function slots({ zone, time, days }: Schedule, among: readonly Day[]): Slot[] {
  if (time === null) return [];
  return among
    .filter((day) => days.includes(weekday(day)))
    .map((day) => ({ day, at: instantOf(day, time, zone) }));
}
