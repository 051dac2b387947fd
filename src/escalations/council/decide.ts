import type { App } from '../../app.ts';
import { type Form, form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { addDays, type Day, showDay } from '../../time.ts';
import { may } from '../theme/step.ts';
import type { Raised } from '../theme/store.ts';
import { type Ask, asks, LENGTHS, nameOf, type State } from '../theme/theme.ts';
import { chosenIn, dayFrom, lineIn, linesIn, type Problems, tooLong } from './filled.ts';
import { formId, type Said, submitChange, themeFor } from './submit.ts';

const what = 'decide on a theme';

/** What the form offers, and what it does to the theme. */
const outcomes = {
  decided: { act: 'decide', label: 'Decided: take action' },
  declined: { act: 'decline', label: 'Declined: give a reason' },
  parked: { act: 'park', label: 'Parked: look at it again later' },
} as const;
type Outcome = keyof typeof outcomes;

/** *Decide*, `theme-decide:12`: opens the form that says what becomes of it. */
export async function openDecision(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const acts = Object.values(outcomes).map(({ act }) => act);
  return openForm(decisionForm(await themeFor(app, press, what, acts)));
}

/** The decision sent off: its groups and chairs are told, and whoever flagged what speaks for it sees it there. */
export function submitDecision(app: App, submission: Submission): Promise<Reply> {
  return submitChange(app, submission, what, 'words', (theme, today) =>
    readDecision(submission.fields, theme.state, today),
  );
}

function decisionForm(theme: Raised): Form {
  const open = Object.entries(outcomes).filter(([, { act }]) => may(act, theme.state));
  // Who decides anew begins with what was decided.
  const before =
    theme.state === 'decided' ? theme.changes.findLast(({ act }) => act === 'decide') : undefined;
  return form(formId('theme-decide', theme), shorten(`Decide on ${nameOf(theme.number)}`, 24), 'Decide', [
    {
      kind: 'choice',
      id: 'outcome',
      label: 'Decision',
      required: true,
      most: 1,
      options: open.map(([value, { label }]) => ({ value, label })),
      ...(open.length === 1 || before ? { chosen: [open[0]![0]] } : {}),
    },
    {
      kind: 'choice',
      id: 'action',
      label: 'Action, if you decide to act',
      hint: shorten(`Asked for: ${asks[theme.ask].toLowerCase()}`, limits.form.hint),
      required: false,
      most: 1,
      options: Object.entries(asks).map(([value, label]) => ({ value, label })),
      ...(before?.action ? { chosen: [before.action] } : {}),
    },
    {
      kind: 'line',
      id: 'who',
      label: 'Who will do it',
      required: false,
      most: LENGTHS.who,
      ...(before?.who ? { value: before.who.slice(0, LENGTHS.who) } : {}),
    },
    {
      kind: 'line',
      id: 'day',
      label: 'By when, or the day of the review',
      hint: 'Such as 4 Dec 2026. Needed if you park it: the day to look at it again.',
      required: false,
      most: 40,
      ...(before?.day ? { value: showDay(before.day) } : {}),
    },
    {
      kind: 'lines',
      id: 'words',
      label: 'Message to the groups',
      hint: 'Why, and what comes next. Needed if you decline it.',
      required: false,
      most: LENGTHS.decision,
      ...(before?.words ? { value: before.words.slice(0, LENGTHS.decision) } : {}),
    },
  ]);
}

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
