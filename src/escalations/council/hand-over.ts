import type { App } from '../../app.ts';
import { type Given, type Read, readAll, readDay, readLine, readLines, typedIn } from '../../chat/fields.ts';
import { dayField, form, linesField } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { severalLines, shorten } from '../../chat/text.ts';
import { addMonths } from '../../time.ts';
import { LENGTHS, nameOf } from '../theme/theme.ts';
import { formId, type Said, submitChange, themeFor } from './submit.ts';

const what = 'hand a theme over to a Task and Finish group';

/** *Task and Finish group*, `theme-hand:12`: opens the form that says who is in it, and when it first meets. */
export async function openHandOver(app: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const theme = await themeFor(app, press, what, ['hand']);
  return openForm(
    form(formId('theme-hand', theme), shorten(`${nameOf(theme.number)}: hand over`, 24), 'Hand over', [
      linesField('members', 'Members of the Task and Finish group', LENGTHS.who, {
        hint: 'Names, one per line or separated by commas',
      }),
      dayField('day', 'First date', { hint: 'The day it first meets' }),
      linesField('words', 'Message to the groups', LENGTHS.decision, {
        hint: 'What it should do, and why',
        required: false,
      }),
    ]),
  );
}

export function submitHandOver(app: App, submission: Submission): Promise<Reply> {
  const { fields } = submission;
  return submitChange(app, submission, what, 'words', (_, today): Said => {
    const read = readAll({
      members: readMembers(fields.members),
      day: readDay(fields.day, { today, first: today, last: addMonths(today, 60) }),
      words: readLines(fields.words, LENGTHS.decision),
    });
    if ('problems' in read) return read;
    const { members, day, words } = read;
    return { deed: { act: 'hand', action: 'working_party', who: members, day, words: words || null } };
  });
}

/** In one line, with commas between. */
function readMembers(given: Given): Read<string> {
  const names = severalLines(typedIn(given))
    .split('\n')
    .map((line) => line.replace(/[,;]+\s*$/, '').trim())
    .filter(Boolean);
  return readLine(names.join(', '), LENGTHS.who, 'Please name its members.');
}
