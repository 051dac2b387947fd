/** How long a platform waits for the answer to what somebody does, in milliseconds, where it is not the three seconds of all. */
export interface Patience {
  /** What a sandbox is told to wait; left out for the real platforms. */
  answerMs?: number;
}

/**
 * Milliseconds that a platform waits for a first answer, and for which a form stays open or can be opened.
 * Slack: docs.slack.dev, Interactivity. Discord: docs.discord.com, Receiving and responding.
 */
export function answerWithin({ answerMs }: Patience): number {
  return answerMs ?? 3_000;
}

/** Milliseconds that actions under way have to be answered when we close: five seconds, and never less than the platform itself waits. */
export function lastWordsWithin(patience: Patience): number {
  return Math.max(5_000, answerWithin(patience));
}

/** Milliseconds that one call of ours may take in all: ten seconds, and never less than the platform itself waits. */
export function callWithin(patience: Patience): number {
  return Math.max(10_000, answerWithin(patience));
}
