import { randomUUID } from 'node:crypto';
import { paragraph } from '../../chat/message.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';

/**
 * Tells the office that somebody has to be taken out of the community file: else the next `lookout apply` adds them again. Once posted
 * these notices are forgotten within a day (forget-messages.ts): they bear a name.
 * @returns the deliveries to be woken after commit; none where the office has no channel
 */
export async function tellOffice(tx: Tx, now: Date, slug: string): Promise<number[]> {
  const channels = await tx.channel.findMany({
    where: { group: { kind: 'office' } },
    orderBy: { id: 'asc' },
  });
  const message = {
    summary: 'Somebody has asked to be erased',
    blocks: [
      paragraph([
        'Somebody asked to be erased, and has been. In the community file they are called ',
        { text: slug, bold: true },
        ': please remove them from it before the next ',
        { text: 'lookout apply', bold: true },
        ', or they will be added again. Lookout forgets this name within a day. Please delete this message when you have done it.',
      ]),
    ],
  };
  // Named by chance: somebody may come back and ask again.
  const key = `mydata/erased/${randomUUID()}`;
  return announce(
    tx,
    now,
    channels.map(({ groupId, platform, channel }) => ({
      key: `${key}/${platform}/${channel}`,
      to: { platform, channel },
      subject: { kind: 'notice' as const, id: groupId },
      message,
    })),
  );
}
