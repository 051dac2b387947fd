/**
 * The queues, by name; for each, what reads the id of a row that waits in it. Most ids are numbers. Where the rows of a kind are done all
 * at once, a word stands for them; where several kinds wait in one queue, the kind stands before the number. A reader gives undefined for
 * what is no such id: another version, beside which this one runs during an upgrade, may know others. How each queue is worked on
 * stands in jobs/timetable.ts.
 */
export const queues = {
  /** Sources. */
  sources: numberIn,
  /** Groups. */
  digest: numberIn,
  /** Editions. */
  useful: numberIn,
  polls: numberIn,
  ideas: numberIn,
  escalations: escalationIn,
  delivery: numberIn,
  /** Channels. */
  headcount: numberIn,
  acts: only('old'),
  retention: only('day'),
};

export type QueueName = keyof typeof queues;
/** By the name of a queue: the id of a row in it. */
export type RowIds = { [Name in QueueName]: NonNullable<ReturnType<(typeof queues)[Name]>> };

const numbered = ['theme', 'priority', 'flags'] as const;
const words = ['overdue', 'drafts', 'things'] as const;
/** `theme-7` and `priority-3`; `flags-2`, of a group; `forming-climate`, on a topic. */
export type EscalationId =
  | `${(typeof numbered)[number]}-${number}`
  | `forming-${string}`
  | (typeof words)[number];

function escalationIn(text: string): EscalationId | undefined {
  const [kind, ...rest] = text.split('-');
  const row = rest.join('-');
  const known =
    words.some((word) => word === text) ||
    (kind === 'forming' && row !== '') ||
    (numbered.some((one) => one === kind) && numberIn(row) !== undefined);
  return known ? (text as EscalationId) : undefined;
}

/** @returns undefined for anything but digits, such as `1e3` */
function numberIn(text: string): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 0 && String(number) === text ? number : undefined;
}

function only<Word extends string>(word: Word): (text: string) => Word | undefined {
  return (text) => (text === word ? word : undefined);
}
