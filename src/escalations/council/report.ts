import type { App } from '../../app.ts';
import { form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { LENGTHS, nameOf } from '../theme/theme.ts';
import { chosenIn, linesIn, type Problems, tooLong } from './filled.ts';
import { formId, type Said, submitChange, themeFor } from './submit.ts';

const what = 'report on a theme';

/** What the form offers, and what it does. */
const acts = { under_way: 'report', done: 'finish' } as const;

/** *Report*, `theme-report:12`: opens the form that says how the action goes. */
export async function openReport(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const theme = await themeFor(app, press, what, ['report', 'finish']);
  return openForm(
    form(formId('theme-report', theme), shorten(`${nameOf(theme.number)}: report`, 24), 'Report', [
      {
        kind: 'choice',
        id: 'state',
        label: 'Status',
        required: true,
        most: 1,
        options: [
          { value: 'under_way', label: 'Under way' },
          { value: 'done', label: 'Done' },
        ],
        chosen: ['under_way'],
      },
      {
        kind: 'lines',
        id: 'words',
        label: 'Message to the groups',
        hint: 'What has been done, and what comes next',
        required: true,
        most: LENGTHS.decision,
      },
    ]),
  );
}

export function submitReport(app: App, submission: Submission): Promise<Reply> {
  const { fields } = submission;
  return submitChange(app, submission, what, 'words', (): Said => {
    const state = chosenIn(fields, 'state', ['under_way', 'done']);
    const words = linesIn(fields, 'words');
    const problems: Problems = tooLong({ words }, { words: LENGTHS.decision });
    if (!words) problems.words = 'Please say how it is going: its groups read this.';
    if (!state) return { problems: { ...problems, state: 'Please choose a status.' } };
    if (Object.keys(problems).length > 0) return { problems };
    return { deed: { act: acts[state], words } };
  });
}
