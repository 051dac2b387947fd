/** A clock that runs as every clock does, and can be set. */
export interface Clock {
  now: () => Date;
  /** @param instant ISO 8601 */
  set(instant: string): void;
}

export function createClock(instant: string): Clock {
  let offset = Date.parse(instant) - Date.now();
  return {
    now: () => new Date(Date.now() + offset),
    set(to) {
      offset = Date.parse(to) - Date.now();
    },
  };
}

/** This day, or the Friday before a weekend, as `2026-11-20`. */
export function lastWorkingDay(now: Date): string {
  const back = [2, 0, 0, 0, 0, 0, 1][now.getUTCDay()]!;
  return new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10);
}
