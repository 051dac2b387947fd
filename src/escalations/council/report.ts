import type { App } from '../../app.ts';
import { readAll, readChoice, readLines } from '../../chat/fields.ts';
import { choiceField, form, linesField } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { LENGTHS, nameOf } from '../theme/theme.ts';
import { formId, type Said, submitChange, themeFor } from './submit.ts';

const what = 'report on a theme';

/** What the form offers, and what it does. */
const states = { under_way: 'Under way', done: 'Done' } as const;
const acts = { under_way: 'report', done: 'finish' } as const;

/** *Report*, `theme-report:12`: opens the form that says how the action goes. */
export async function openReport(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const theme = await themeFor(app, press, what, ['report', 'finish']);
  return openForm(
    form(formId('theme-report', theme), shorten(`${nameOf(theme.number)}: report`, 24), 'Report', [
      choiceField('state', 'Status', states, { chosen: 'under_way' }),
      linesField('words', 'Message to the groups', LENGTHS.decision, {
        hint: 'What has been done, and what comes next',
      }),
    ]),
  );
}

export function submitReport(app: App, submission: Submission): Promise<Reply> {
  const { fields } = submission;
  return submitChange(app, submission, what, 'words', (): Said => {
    const read = readAll({
      state: readChoice(fields.state, Object.keys(states) as (keyof typeof states)[]),
      words: readLines(fields.words, LENGTHS.decision, 'Please say how it is going: its groups read this.'),
    });
    return 'problems' in read ? read : { deed: { act: acts[read.state], words: read.words } };
  });
}
