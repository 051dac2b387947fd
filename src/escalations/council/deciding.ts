import type { Submission } from '../../chat/incoming.ts';
import { addDays, type Day } from '../../time.ts';
import { may } from '../theme/step.ts';
import { type Ask, asks, LENGTHS, type State } from '../theme/theme.ts';
import { chosenIn, dayFrom, lineIn, linesIn, type Problems, tooLong } from './filled.ts';
import type { Said } from './submit.ts';

/** What the form offers, and what it does to the theme. */
export const outcomes = {
  decided: { act: 'decide', label: 'Decided: take action' },
  declined: { act: 'decline', label: 'Declined: give a reason' },
  parked: { act: 'park', label: 'Parked: look at it again later' },
} as const;
type Outcome = keyof typeof outcomes;

/**
 * Reads the form of a decision: of one that something is done, the action and either who or words; of a "no" its reason; of
 * what waits the day of its review.
 * @param today in the council's zone
 */
export function readDecision(fields: Submission['fields'], state: State, today: Day): Said {
  const outcome = chosenIn(fields, 'outcome', Object.keys(outcomes) as Outcome[]);
  if (!outcome || !may(outcomes[outcome].act, state))
    return { problems: { outcome: 'Please choose one of these.' } };
  const action = chosenIn(fields, 'action', Object.keys(asks) as Ask[]);
  const [who, words] = [lineIn(fields, 'who'), linesIn(fields, 'words')];
  const parked = outcome === 'parked';
  // What is parked for years is forgotten: within one it is looked at again.
  const [first, months] = parked ? [addDays(today, 1), 12] : [today, 60];
  const read = outcome === 'declined' ? { day: null } : dayFrom(fields, 'day', first, months);
  const problems: Problems = tooLong({ who, words }, { who: LENGTHS.who, words: LENGTHS.decision });
  if ('problem' in read) problems.day = read.problem;
  else if (parked && read.day === null)
    problems.day = 'Please say when to look at it again, such as 4 Dec 2026.';
  if (outcome === 'decided' && !action) problems.action = 'Please choose an action.';
  if (outcome === 'decided' && !who && !words)
    problems.words = 'Please say who will do it, or write a message to the groups.';
  if (outcome === 'declined' && !words) problems.words = 'Please say why: the groups made the effort to ask.';
  if ('problem' in read || Object.keys(problems).length > 0) return { problems };
  const { act } = outcomes[outcome];
  const done = act === 'decide' ? { action: action ?? null, who: who || null } : {};
  return { deed: { act, ...done, day: read.day, words: words || null } };
}
