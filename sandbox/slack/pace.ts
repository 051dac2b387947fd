/** How often one channel may be posted to: "no more than one message per second per channel, short bursts" (apis/web-api/rate-limits). */

export interface Pace {
  /** Counts a message; gives the whole seconds to wait when there were too many, and then does not count it. */
  admit(channel: string): number | undefined;
}

/** A leaky bucket for each channel: one message a second, and `burst` at once. `now` in milliseconds. */
export function createPace(now: () => number, burst = 3): Pace {
  const free = new Map<string, number>();
  return {
    admit(channel) {
      // The time at which the bucket would be empty again.
      const until = Math.max(free.get(channel) ?? 0, now());
      const ahead = until - now();
      if (ahead > (burst - 1) * 1000) return Math.max(1, Math.ceil((ahead - (burst - 1) * 1000) / 1000));
      free.set(channel, until + 1000);
      return undefined;
    },
  };
}
