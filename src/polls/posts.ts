import type { Prisma, Tx } from '../db.ts';
import { showing } from '../delivery/subject.ts';

/** A poll's message in one channel. */
export interface Post extends Prisma.DeliveryGetPayload<object> {
  channel: string;
  /** In which the channel's group lives. */
  zone: string;
}

/** A poll's messages, whether they stand, wait or have failed, in the order in which they were announced; without reminders and results. */
export async function postsOf(tx: Tx, poll: { id: number; zone: string }): Promise<Post[]> {
  const rows = await tx.delivery.findMany({
    where: showing({ kind: 'poll', id: poll.id }),
    orderBy: { id: 'asc' },
  });
  const channels = await tx.channel.findMany({
    where: { channel: { in: rows.flatMap(({ channel }) => channel ?? []) } },
    include: { group: { select: { zone: true } } },
  });
  const zones = new Map(channels.map((one) => [`${one.platform}/${one.channel}`, one.group.zone]));
  return rows.flatMap((row) => {
    const { platform, channel } = row;
    if (channel === null) return [];
    // A channel may have left the community since.
    return [{ ...row, channel, zone: zones.get(`${platform}/${channel}`) ?? poll.zone }];
  });
}
