import type { App } from '../../app.ts';
import { valuesIn } from '../../chat/fields.ts';
import { type Choice, choicesField, form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { Refusal } from '../../errors.ts';
import { OPTION_COUNT } from '../option.ts';
import { type Poll, visible } from '../store.ts';
import { pollFor } from './moderator.ts';

/** *Hide an option*, `poll-hiding:12`: a form with what is shown, to hide, and with what is hidden, to bring back. */
export async function askToHide({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const poll = await pollFor(db, press.person, 'hide', idsIn(press.id)[0]);
  if (poll.state !== 'open') throw notOpen();
  const hidden = poll.options.filter((option) => option.hidden);
  const fields = [
    choice('hide', 'Hide these', 'Not shown and not counted, until you bring them back', visible(poll)),
    ...(hidden.length > 0
      ? [choice('show', 'Bring these back', 'They count again, with their answers', hidden)]
      : []),
  ];
  return openForm(form(`poll-hide:${poll.id}`, 'Hide an option', 'Save', fields));
}

/** The form of the above, sent off. At least one option stays. */
export async function hide(app: App, submission: Submission): Promise<Reply> {
  const [id] = idsIn(submission.id);
  const [toHide, toShow] = [chosen(submission, 'hide'), chosen(submission, 'show')];
  const problems = await commit(app, async (tx, wake) => {
    // One after the other: two chairs must not hide the last two options at once. Votes need not wait.
    await tx.$queryRaw`SELECT id FROM poll WHERE id = ${id} FOR NO KEY UPDATE`;
    const poll = await pollFor(tx, submission.person, 'hide', id);
    // Who may not is told so first, whatever the form says.
    if (toHide.size + toShow.size === 0) return { hide: 'Nothing was chosen. Please choose an option.' };
    if (poll.state !== 'open') throw notOpen();
    const left = poll.options.filter((option) =>
      option.hidden ? toShow.has(option.id) : !toHide.has(option.id),
    );
    if (left.length === 0) return { hide: 'At least one option has to stay. Please choose fewer.' };
    if (left.length > OPTION_COUNT.withAdded)
      return { show: `A poll shows at most ${OPTION_COUNT.withAdded} options. Please bring back fewer.` };
    const ids = left.map((option) => option.id);
    await tx.pollOption.updateMany({ where: { pollId: id, id: { in: ids } }, data: { hidden: false } });
    await tx.pollOption.updateMany({ where: { pollId: id, id: { notIn: ids } }, data: { hidden: true } });
    await tx.poll.update({ where: { id }, data: { stale: true } });
    wake('polls', id);
    return null;
  });
  if (problems) return fix(problems);
  return whisper('Saved. All copies of the poll will be updated in a moment.');
}

function choice(id: string, label: string, hint: string, options: Poll['options']): Choice {
  const offered = options
    .slice(0, limits.menu.options)
    .map((option) => ({ value: String(option.id), label: option.text }));
  return choicesField(id, label, offered, { hint, required: false });
}

function chosen({ fields }: Submission, field: string): Set<number> {
  return new Set(valuesIn(fields[field]).map(Number));
}

function notOpen(): Refusal {
  return new Refusal('This poll is no longer open, so nothing was changed.');
}
