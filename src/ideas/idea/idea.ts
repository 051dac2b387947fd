/** What an idea is called in chat: `IDEA-42`. */
export function nameOf(number: number): string {
  return `IDEA-${number}`;
}

/** The number that was meant by `42`, `IDEA-42`, `idea 42` or `#42`; null when it was none. */
export function readNumber(words: string): number | null {
  const found = /^\s*(?:idea[-\s]*|#)?(\d{1,9})\s*$/i.exec(words);
  return found ? Number(found[1]) : null;
}

export const kinds = {
  idea: 'Idea',
  feedback: 'Feedback',
  wanted: 'Project or resource wanted',
  problem: 'Problem',
} as const;
export type Kind = keyof typeof kinds;

export const states = {
  received: 'Received',
  looking: 'Being looked at',
  planned: 'Planned',
  done: 'Done',
  declined: 'Declined',
  merged: 'Merged with another',
} as const;
export type State = keyof typeof states;

/** Nothing more is expected of an idea in these states. */
export function isEnded(state: State): boolean {
  return state === 'done' || state === 'declined' || state === 'merged';
}

/** Characters of an idea at most. */
export const LENGTHS = { title: 120, text: 3000, reason: 1000, question: 1000, answer: 3000 } as const;

/** Working days after which a silent idea is brought back to mind: first the chair's, then, as many again later, the office's. */
export const SILENT_WORKING_DAYS = 10;

/** How many ideas a person may send in within an hour. */
export const IDEAS_AN_HOUR = 5;

/** Milliseconds within which senders may change their words. */
export const EDITABLE_MS = 3_600_000;
