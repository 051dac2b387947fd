import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { say } from '../../chat/message.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, redraw } from '../../chat/reply.ts';
import { showMoment } from '../../time.ts';
import { withdrawBallots } from './ballot.ts';
import { notOpen, openVoting } from './voting-context.ts';

/** `withdraw:<poll>`, under a whisper of ours: the person's answer counts no more. */
export async function withdraw(app: App, press: Press): Promise<Reply> {
  const [pollId] = idsIn(press.id);
  const booth = await openVoting(app, pollId, press);
  const { poll, zone } = booth;
  const done = await withdrawBallots(app.db, app.now(), booth, press);
  if (done === 'closed') throw notOpen({ ...poll, state: 'closed' }, zone);
  const what = done === null ? 'You have no answer in this poll' : 'Your answer is withdrawn';
  return redraw(
    say(`${what}: “${poll.question}” You can answer it until ${showMoment(poll.closesAt, zone)}.`),
  );
}
