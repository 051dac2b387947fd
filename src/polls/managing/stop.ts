import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { button, controls, paragraph, say } from '../../chat/message.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { Refusal } from '../../errors.ts';
import { liveTallyOf } from '../store.ts';
import { people } from '../words.ts';
import { pollFor } from './moderator.ts';

/** *Close now*, `poll-closing:12`: asks once more, for it cannot be undone. */
export async function askToClose({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const poll = await pollFor(db, press.person, 'close', idsIn(press.id)[0]);
  if (poll.state !== 'open') throw notOpen();
  const { answers } = await liveTallyOf(db, poll);
  const so = answers === 0 ? 'Nobody has answered yet.' : `${people(answers)} answered so far.`;
  return whisper({
    summary: 'Close this poll now?',
    blocks: [
      paragraph([
        'Close ',
        { text: poll.question, bold: true },
        ` now? ${so} After that nobody can answer, and the result goes to every channel of the poll. You cannot reopen it.`,
      ]),
      controls(button(`poll-close:${poll.id}`, 'Close it now', 'danger')),
    ],
  });
}

/** `poll-close:12`: its time is now; the rest is done as at any closing (close.ts). */
export async function closeByHand(app: App, press: Press): Promise<Reply> {
  const [id] = idsIn(press.id);
  await pollFor(app.db, press.person, 'close', id);
  const at = app.now();
  await commit(app, async (tx, wake) => {
    const { count } = await tx.poll.updateMany({
      where: { id, state: 'open', closesAt: { gt: at } },
      data: { closesAt: at },
    });
    if (count === 0) throw notOpen();
    wake('polls', id);
  });
  return redraw(say('The poll is closed. Its channels get the result in a moment.'));
}

/** *Discard* and *Stop repeating*, `poll-stop:12`: a planned poll never goes out, nor any after it. */
export async function stopPlanned({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const [id] = idsIn(press.id);
  await pollFor(db, press.person, 'close', id);
  const { count } = await db.poll.updateMany({ where: { id, state: 'planned' }, data: { state: 'dropped' } });
  if (count === 0) throw new Refusal('This poll is no longer planned. Type /needs polls to see all polls.');
  return whisper('Done. This poll will not go out.');
}

function notOpen(): Refusal {
  return new Refusal('This poll is already closed. Its result is in its thread.');
}
