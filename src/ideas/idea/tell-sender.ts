import type { Message } from '../../chat/message.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { wordKey } from '../keys.ts';
import { senderOf } from './sender.ts';
import type { Idea } from './store.ts';

/**
 * Puts down a direct message to whoever sent an idea in, signed or not, without a row that names them.
 * @param what names it for good (`wordKey`)
 * @returns the delivery to be woken after commit; null when the idea was sealed with another secret: then nobody knows whom to tell
 */
export async function tellSender(
  tx: Tx,
  { secret, at }: { secret: string; at: Date },
  idea: Pick<Idea, 'id' | 'sealed'>,
  what: string,
  message: Message,
): Promise<number[] | null> {
  const sender = senderOf(secret, idea);
  if (!sender) return null;
  const to = { platform: sender.platform, sealed: Uint8Array.from(idea.sealed) };
  const subject = { kind: 'idea' as const, id: idea.id };
  return announce(tx, at, [{ key: wordKey(idea.id, what), to, subject, message }]);
}
