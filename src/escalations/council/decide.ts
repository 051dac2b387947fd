import type { App } from '../../app.ts';
import { type Form, form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { showDay } from '../../time.ts';
import { may } from '../theme/step.ts';
import type { Raised } from '../theme/store.ts';
import { asks, LENGTHS, nameOf } from '../theme/theme.ts';
import { outcomes, readDecision } from './deciding.ts';
import { formId, submitChange, themeFor } from './submit.ts';

const what = 'decide on a theme';

/** *Decide*, `theme-decide:12`: opens the form that says what becomes of it. */
export async function openDecision(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  return openForm(
    decisionForm(
      await themeFor(
        app,
        press,
        what,
        Object.values(outcomes).map(({ act }) => act),
      ),
    ),
  );
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
