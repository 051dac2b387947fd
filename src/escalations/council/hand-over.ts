import type { App } from '../../app.ts';
import { form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import { LENGTHS, nameOf } from '../theme/theme.ts';
import { dayFrom, linesIn, type Problems, tooLong } from './filled.ts';
import { formId, type Said, submitChange, themeFor } from './submit.ts';

const what = 'hand a theme over to a Task and Finish group';

/** *Task and Finish group*, `theme-hand:12`: opens the form that says who is in it, and when it first meets. */
export async function openHandOver(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const theme = await themeFor(app, press, what, ['hand']);
  return openForm(
    form(formId('theme-hand', theme), shorten(`${nameOf(theme.number)}: hand over`, 24), 'Hand over', [
      {
        kind: 'lines',
        id: 'members',
        label: 'Members of the Task and Finish group',
        hint: 'Names, one per line or separated by commas',
        required: true,
        most: LENGTHS.who,
      },
      {
        kind: 'line',
        id: 'day',
        label: 'First date',
        hint: 'The day it first meets, such as 4 Dec 2026',
        required: true,
        most: 40,
      },
      {
        kind: 'lines',
        id: 'words',
        label: 'Message to the groups',
        hint: 'What it should do, and why',
        required: false,
        most: LENGTHS.decision,
      },
    ]),
  );
}

export function submitHandOver(app: App, submission: Submission): Promise<Reply> {
  const { fields } = submission;
  return submitChange(app, submission, what, 'words', (_, today): Said => {
    const members = oneLine(
      linesIn(fields, 'members')
        .split('\n')
        .map((line) => line.replace(/[,;]+\s*$/, '').trim())
        .filter(Boolean)
        .join(', '),
    );
    const words = linesIn(fields, 'words');
    const read = dayFrom(fields, 'day', today);
    const most = { members: LENGTHS.who, words: LENGTHS.decision };
    const problems: Problems = tooLong({ members, words }, most);
    if (!members) problems.members = 'Please name its members.';
    if ('problem' in read) problems.day = read.problem;
    else if (read.day === null) problems.day = 'Please say when it first meets, such as 4 Dec 2026.';
    if ('problem' in read || Object.keys(problems).length > 0) return { problems };
    return {
      deed: { act: 'hand', action: 'working_party', who: members, day: read.day, words: words || null },
    };
  });
}
