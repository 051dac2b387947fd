import type { App } from '../../app.ts';
import { readAll, readLines } from '../../chat/fields.ts';
import { form, linesField } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { LENGTHS, nameOf } from '../theme/theme.ts';
import { formId, submitChange, themeFor } from './submit.ts';

const what = 'ask its groups';

/** *Ask groups*, `theme-ask:12`: opens the form for a question to the theme's groups. */
export async function openQuestion(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const theme = await themeFor(app, press, what, ['ask']);
  return openForm(
    form(formId('theme-ask', theme), shorten(`Ask about ${nameOf(theme.number)}`, 24), 'Ask', [
      linesField('question', 'Your question to its groups', LENGTHS.question, {
        hint: 'It is posted in their channels with your name. The time to decide is paused until somebody answers.',
      }),
    ]),
  );
}

/** The question sent off: every channel of its groups gets it, with *Answer*. */
export function submitQuestion(app: App, submission: Submission): Promise<Reply> {
  return submitChange(app, submission, what, 'question', () => {
    const asked = submission.fields.question;
    const read = readAll({ question: readLines(asked, LENGTHS.question, 'Please write your question.') });
    return 'problems' in read ? read : { deed: { act: 'ask', words: read.question } };
  });
}
