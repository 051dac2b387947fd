import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { visibleTallyOf } from '../store.ts';
import { choicesOf } from './ballot.ts';
import { receipt } from './receipt.ts';
import { openVoting } from './voting-context.ts';

/** `answer:<poll>`: tells the person, and nobody else, what they have chosen. */
export async function answer(app: App, press: Press): Promise<Reply> {
  const [pollId] = idsIn(press.id);
  const booth = await openVoting(app, pollId, press);
  const choices = await choicesOf(app.db, booth);
  return whisper(receipt('Your answer', booth, choices, await visibleTallyOf(app.db, booth.poll)));
}
