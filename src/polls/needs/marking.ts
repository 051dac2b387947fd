import { readDay } from '../../chat/day.ts';
import type { Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { clean, oneLine, shorten } from '../../chat/text.ts';
import { type Day, showDay } from '../../time.ts';
import type { Outcome } from './evidence.ts';

/** What a mark says. `planned` and `delivered` may name a session, `declined` has a reason, `wanted` says nothing more. */
export type Decision = Pick<Outcome, 'state' | 'session' | 'day' | 'link' | 'reason'>;

/** Characters at most. */
export const OUTCOME_LENGTHS = { session: 120, day: 40, link: limits.form.line, reason: 500 } as const;

/**
 * Reads the form with which a need is marked.
 * @param today in the zone of whoever marks it
 * @returns the decision, or what has to be mended, by field
 */
export function readOutcome(
  fields: Submission['fields'],
  today: Day,
): { decision: Decision } | { problems: Record<string, string> } {
  const words = (id: string) => clean([fields[id] ?? ''].flat()[0] ?? '');
  const typed = (id: string) => oneLine(words(id));
  const none = { session: null, day: null, link: null, reason: null };
  const state = typed('state');
  switch (state) {
    case 'wanted':
      return { decision: { ...none, state } };
    case 'declined': {
      const reason = shorten(words('reason'), OUTCOME_LENGTHS.reason);
      return reason
        ? { decision: { ...none, state, reason } }
        : { problems: { reason: 'Please give a reason: those who asked for it will read it.' } };
    }
    case 'planned':
    case 'delivered': {
      const problems: Record<string, string> = {};
      const day = typed('day') ? readDay(typed('day')) : { day: null };
      if ('problem' in day) problems.day = day.problem;
      else if (day.day) {
        const wrong = outOfTime(state, day.day, today);
        if (wrong) problems.day = wrong;
      }
      const link = readLink(typed('link'));
      if (link === undefined)
        problems.link = 'Write a web address that begins with https:// (or http://), or leave it empty.';
      if (Object.keys(problems).length > 0) return { problems };
      const session = shorten(typed('session'), OUTCOME_LENGTHS.session) || null;
      return {
        decision: { ...none, state, session, day: 'day' in day ? day.day : null, link: link ?? null },
      };
    }
    default:
      return { problems: { state: 'Choose one of these.' } };
  }
}

/** Would marking a need so change anything? */
export function sameOutcome(a: Decision, b: Decision): boolean {
  return (['state', 'session', 'day', 'link', 'reason'] as const).every((part) => a[part] === b[part]);
}

function outOfTime(state: 'planned' | 'delivered', day: Day, today: Day): string | null {
  if (state === 'planned' && day < today) return `${showDay(day)} has passed. Please write a later day.`;
  if (state === 'delivered' && day > today) return `${showDay(day)} is in the future. Mark it as planned.`;
  return null;
}

/** Null for none; undefined for what is no web address. */
function readLink(typed: string): string | null | undefined {
  if (typed === '') return null;
  if (!URL.canParse(typed)) return undefined;
  const { protocol, href } = new URL(typed);
  return /^https?:$/.test(protocol) && href.length <= OUTCOME_LENGTHS.link ? href : undefined;
}
