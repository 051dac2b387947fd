const minute = 60_000;

/** Milliseconds between two looks at a feed that says nothing about it. */
const usual = 60 * minute;

/** When a feed is read again after it was read well. What the publisher asks for counts, between 5 minutes and a day. */
export function nextAfterSuccess(
  now: Date,
  wishes: { ttlMinutes?: number | undefined; maxAgeSeconds?: number | undefined },
): Date {
  const asked = Math.max((wishes.ttlMinutes ?? 0) * minute, (wishes.maxAgeSeconds ?? 0) * 1_000) || usual;
  return new Date(now.getTime() + clamp(asked));
}

/**
 * The back-off of a feed, when it is tried again after trouble: 5 minutes, doubling with each failure in a row, at most a day;
 * never sooner than the server asked for (`Retry-After`).
 * @param failures in a row, this one included
 */
export function nextAfterTrouble(now: Date, failures: number, retryAfterSeconds = 0): Date {
  const wait = 5 * minute * 2 ** Math.min(failures - 1, 10);
  return new Date(now.getTime() + clamp(Math.max(wait, retryAfterSeconds * 1_000)));
}

function clamp(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 5 * minute), 24 * 60 * minute);
}
