import type { Place } from '../chat/incoming.ts';
import type { Trouble } from '../chat/port.ts';

/** Messages of one lane are paced together and keep their order. */
export function laneOf(place: Place): string {
  return 'person' in place ? `${place.platform}/@${place.person}` : `${place.platform}/${place.channel}`;
}

/** Milliseconds between two messages in a lane: Slack allows one a second and channel, Discord five in five. */
export const PACE_MS = 1_000;

/** Milliseconds that a claim lasts: longer than any adapter may take (10 s a call, several when it has to search first). */
export const LEASE_MS = 60_000;

/** The part of a delivery that decides what becomes of it. */
export interface Tried {
  state: 'waiting' | 'posted' | 'failed';
  tries: number;
  /** When an earlier try whose ending nobody knows began; null: surely not posted. */
  triedAt: Date | null;
}

/** What a try that failed changes on its row, and on its lane. */
export interface Setback {
  /** Given up: nothing is left to do. */
  over: boolean;
  /** It does not stand, and will not. */
  failed: boolean;
  triedAt: Date | null;
  dueAt: Date;
  /** Nothing else in the lane, or on the whole platform, before then. */
  hold: { whom: 'lane' | 'platform'; until: Date } | null;
  /** The channel itself is closed to us. */
  closed: boolean;
}

/**
 * What becomes of a delivery after a try that did not end well.
 * @param before the row as it was before this try began
 * @param began when this try began
 */
export function setback(before: Tried, trouble: Trouble, began: Date, now: Date): Setback {
  const after = (wait: number) => new Date(now.getTime() + wait);
  const none = { triedAt: before.triedAt, dueAt: now, hold: null, closed: false, failed: false };
  const over = { ...none, over: true, failed: before.state === 'waiting' || trouble.kind === 'missing' };
  switch (trouble.kind) {
    case 'busy': {
      const until = after(Math.max(trouble.wait, PACE_MS));
      return {
        ...none,
        over: false,
        dueAt: until,
        hold: { whom: trouble.everywhere ? 'platform' : 'lane', until },
      };
    }
    case 'gone': {
      if (!trouble.everywhere) return { ...over, closed: true };
      const until = after(60_000);
      return { ...none, over: false, dueAt: until, hold: { whom: 'platform', until } };
    }
    case 'missing':
    case 'refused':
      return over;
    case 'unsure':
      return {
        ...none,
        over: false,
        // A redraw does no harm twice; a post may stand already, and the next try has to look from here on.
        triedAt: before.state === 'waiting' ? (before.triedAt ?? began) : null,
        dueAt: after(backoff(before.tries)),
      };
  }
}

/** Milliseconds to wait after so many tries: 2 s, doubling, at most 2 minutes. */
function backoff(tries: number): number {
  return Math.min(2_000 * 2 ** Math.min(tries, 10), 120_000);
}
