import type { PersonRef } from '../../chat/incoming.ts';

const most = 5;
const hour = 3_600_000;
/** Accounts remembered at once; the one that was heard of longest ago makes room. */
const room = 1_000;

/** Wrong codes by account: when each was typed, in milliseconds. */
const wrong = new Map<string, number[]>();

/**
 * Notes that an account tries a code, before anybody looks whether it is right, so that many at once are counted too.
 * Kept in memory: one code of 2^40 in ten minutes is not found with five tries an hour, nor with five more after a restart.
 * @returns what takes the note back, for a code that was right; null when five in the hour before were wrong
 */
export function countAttempt({ platform, id }: PersonRef, now: Date): (() => void) | null {
  const who = `${platform}/${id}`;
  const at = now.getTime();
  // One list for all tries under way, so that what one takes back the others see.
  const tries = wrong.get(who) ?? [];
  while (tries.length > 0 && tries[0]! <= at - hour) tries.shift();
  if (tries.length >= most) return null;
  tries.push(at);
  // Taken out and put in: a map gives its oldest first.
  wrong.delete(who);
  wrong.set(who, tries);
  if (wrong.size > room) wrong.delete(wrong.keys().next().value!);
  return () => void tries.splice(tries.indexOf(at), 1);
}
