import type { App } from '../../app.ts';
import { form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { LENGTHS, nameOf } from '../theme/theme.ts';
import { linesIn, tooLong } from './filled.ts';
import { formId, submitChange, themeFor } from './submit.ts';

const what = 'ask its groups';

/** *Ask groups*, `theme-ask:12`: opens the form for a question to the theme's groups. */
export async function openQuestion(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const theme = await themeFor(app, press, what, ['ask']);
  return openForm(
    form(formId('theme-ask', theme), shorten(`Ask about ${nameOf(theme.number)}`, 24), 'Ask', [
      {
        kind: 'lines',
        id: 'question',
        label: 'Your question to its groups',
        hint: 'It is posted in their channels with your name. The time to decide is paused until somebody answers.',
        required: true,
        most: LENGTHS.question,
      },
    ]),
  );
}

/** The question sent off: every channel of its groups gets it, with *Answer*. */
export function submitQuestion(app: App, submission: Submission): Promise<Reply> {
  return submitChange(app, submission, what, 'question', () => {
    const question = linesIn(submission.fields, 'question');
    if (!question) return { problems: { question: 'Please write your question.' } };
    const problems = tooLong({ question }, { question: LENGTHS.question });
    if (Object.keys(problems).length > 0) return { problems };
    return { deed: { act: 'ask', words: question } };
  });
}
