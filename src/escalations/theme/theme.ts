/** What a theme is called in chat: `THEME-7`. */
export function nameOf(number: number): string {
  return `THEME-${number}`;
}

/** The number that was meant by `7`, `THEME-7`, `theme 7` or `#7`; null when it was none. */
export function readNumber(words: string): number | null {
  const found = /^\s*(?:theme[-\s]*|#)?([1-9]\d{0,8})\s*$/i.exec(words);
  return found ? Number(found[1]) : null;
}

/** Where a theme is, from raising on. */
export const states = {
  raised: 'Raised',
  taken: 'Being looked at',
  asked: 'Waiting for an answer',
  decided: 'Decided',
  acting: 'Under way',
  done: 'Done',
  declined: 'Declined',
  parked: 'Parked',
} as const;
export type State = keyof typeof states;

/** Nothing more is expected of a theme in these states. */
export function isEnded(state: State): boolean {
  return state === 'done' || state === 'declined';
}

/** What the council is asked for, and what it decides on. */
export const asks = {
  information: 'For information',
  decision: 'A decision',
  round_table: 'Round table',
  white_paper: 'White paper',
  guidance_note: 'Guidance note',
  policy_statement: 'Policy statement',
  lobbying: 'Lobbying',
  working_party: 'Working party',
  event: 'Event',
  other: 'Other',
} as const;
export type Ask = keyof typeof asks;

export const urgencies = { routine: 'Routine', soon: 'Soon', urgent: 'Urgent' } as const;
export type Urgency = keyof typeof urgencies;

/** Characters at most. */
export const LENGTHS = {
  title: 120,
  words: 2000,
  reason: 300,
  question: 1000,
  answer: 2000,
  decision: 1500,
  who: 200,
} as const;
