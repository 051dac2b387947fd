import {
  type Given,
  type Problems,
  type Read,
  readAll,
  readChoice,
  readLine,
  readLines,
  readOptionalDay,
} from '../../chat/fields.ts';
import type { Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { type Day, showDay } from '../../time.ts';
import type { Outcome } from './evidence.ts';

/** What a mark says. `planned` and `delivered` may name a session, `declined` has a reason, `wanted` says nothing more. */
export type Decision = Pick<Outcome, 'state' | 'session' | 'day' | 'link' | 'reason'>;

/** What can be chosen. */
export const states = {
  planned: 'Planned',
  delivered: 'Delivered',
  declined: 'Declined',
  wanted: 'Wanted again: take back the decision',
} as const;
type State = keyof typeof states;

/** Characters at most. */
export const OUTCOME_LENGTHS = { session: 120, link: limits.form.line, reason: 500 } as const;

/**
 * Reads the form with which a need is marked.
 * @param today in the zone of whoever marks it
 * @returns the decision, or what has to be mended, by field
 */
export function readOutcome(
  fields: Submission['fields'],
  today: Day,
): { decision: Decision } | { problems: Problems } {
  const none = { session: null, day: null, link: null, reason: null };
  const chosen = readAll({ state: readChoice(fields.state, Object.keys(states) as State[]) });
  if ('problems' in chosen) return chosen;
  const { state } = chosen;
  if (state === 'wanted') return { decision: { ...none, state } };
  if (state === 'declined') {
    const why = 'Please give a reason: those who asked for it will read it.';
    const read = readAll({ reason: readLines(fields.reason, OUTCOME_LENGTHS.reason, why) });
    return 'problems' in read ? read : { decision: { ...none, ...read, state } };
  }
  const read = readAll({
    session: readLine(fields.session, OUTCOME_LENGTHS.session),
    day: readDayOf(state, fields.day, today),
    link: readLink(fields.link),
  });
  if ('problems' in read) return read;
  return { decision: { ...none, ...read, session: read.session || null, state } };
}

/** Would marking a need so change anything? */
export function sameOutcome(a: Decision, b: Decision): boolean {
  return (['state', 'session', 'day', 'link', 'reason'] as const).every((part) => a[part] === b[part]);
}

function readDayOf(state: 'planned' | 'delivered', given: Given, today: Day): Read<Day | null> {
  if (state === 'planned') return readOptionalDay(given, { today, first: today });
  const read = readOptionalDay(given, { today, wanted: 'past' });
  return 'value' in read && read.value !== null && read.value > today
    ? { problem: `${showDay(read.value)} is in the future. Mark it as planned.` }
    : read;
}

/** Null for none. */
function readLink(given: Given): Read<string | null> {
  const read = readLine(given, OUTCOME_LENGTHS.link);
  if ('problem' in read) return read;
  if (read.value === '') return { value: null };
  const { protocol = '', href = '' } = URL.canParse(read.value) ? new URL(read.value) : {};
  if (/^https?:$/.test(protocol) && href.length <= OUTCOME_LENGTHS.link) return { value: href };
  return { problem: 'Write a web address that begins with https:// (or http://), or leave it empty.' };
}
