import type { App } from '../../app.ts';
import {
  type Given,
  type Read,
  readAll,
  readChoice,
  readDay,
  readLine,
  readLines,
  readOptionalDay,
} from '../../chat/fields.ts';
import { choiceField, dayField, type Form, form, lineField, linesField } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { addDays, addMonths, type Day } from '../../time.ts';
import { may } from '../theme/step.ts';
import type { Raised } from '../theme/store.ts';
import { type Ask, asks, LENGTHS, nameOf, type State } from '../theme/theme.ts';
import { formId, type Said, submitChange, themeFor } from './submit.ts';

const what = 'decide on a theme';

/** What the form offers, and what it does to the theme. */
const outcomes = {
  decided: { act: 'decide', label: 'Decided: take action' },
  declined: { act: 'decline', label: 'Declined: give a reason' },
  parked: { act: 'park', label: 'Parked: look at it again later' },
} as const;
type Outcome = keyof typeof outcomes;
type Act = (typeof outcomes)[Outcome]['act'];

const actions = Object.keys(asks) as Ask[];
const nothing: Read<null> = { value: null };

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
    choiceField(
      'outcome',
      'Decision',
      open.map(([value, { label }]) => ({ value, label })),
      { chosen: open.length === 1 || before ? open[0]![0] : null },
    ),
    choiceField('action', 'Action, if you decide to act', asks, {
      hint: shorten(`Asked for: ${asks[theme.ask].toLowerCase()}`, limits.form.hint),
      required: false,
      chosen: before?.action,
    }),
    lineField('who', 'Who will do it', LENGTHS.who, { required: false, value: before?.who ?? '' }),
    dayField('day', 'By when, or the day of the review', {
      hint: 'Needed if you park it: the day to look at it again',
      required: false,
      value: before?.day,
    }),
    linesField('words', 'Message to the groups', LENGTHS.decision, {
      hint: 'Why, and what comes next. Needed if you decline it.',
      required: false,
      value: before?.words ?? '',
    }),
  ]);
}

/**
 * Reads the form of a decision: of one that something is done, the action and either who or words; of a "no" its reason; of
 * what waits the day of its review.
 * @param today in the council's zone
 */
export function readDecision(fields: Submission['fields'], state: State, today: Day): Said {
  const open = (Object.keys(outcomes) as Outcome[]).filter((one) => may(outcomes[one].act, state));
  const chosen = readAll({ outcome: readChoice(fields.outcome, open) });
  if ('problems' in chosen) return chosen;
  const { act } = outcomes[chosen.outcome];
  const who = readLine(fields.who, LENGTHS.who);
  const read = readAll({
    action: act === 'decide' ? readChoice(fields.action, actions, 'Please choose an action.') : nothing,
    who,
    day: readDayOf(act, fields.day, today),
    words: readLines(fields.words, LENGTHS.decision, needed(act, 'value' in who && who.value !== '')),
  });
  if ('problems' in read) return read;
  const { action, day, words } = read;
  const done = act === 'decide' ? { action, who: read.who || null } : {};
  return { deed: { act, ...done, day, words: words || null } };
}

/** The complaint where there are no words; false where there need be none. */
function needed(act: Act, carriedOut: boolean): string | false {
  if (act === 'decline') return 'Please say why: the groups made the effort to ask.';
  return act === 'decide' && !carriedOut && 'Please say who will do it, or write a message to the groups.';
}

function readDayOf(act: Act, given: Given, today: Day): Read<Day | null> {
  if (act === 'decline') return nothing;
  if (act === 'decide') return readOptionalDay(given, { today, first: today, last: addMonths(today, 60) });
  // What is parked for years is forgotten: within one it is looked at again.
  const first = addDays(today, 1);
  return readDay(given, { today, first, last: addMonths(first, 12) }, 'Please say when to look at it again.');
}
