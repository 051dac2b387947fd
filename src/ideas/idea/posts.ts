import type { Prisma, Tx } from '../../db.ts';
import { showing } from '../../delivery/subject.ts';

/** An idea's message in one channel. */
export type Post = Prisma.DeliveryGetPayload<object>;

/** An idea's messages in channels that stand or wait, in the order in which they were announced; without what hangs from them. */
export function postsOf(tx: Tx, id: number): Promise<Post[]> {
  const where = { ...showing({ kind: 'idea', id }), state: { not: 'failed' as const } };
  return tx.delivery.findMany({ where, orderBy: { id: 'asc' } });
}

/**
 * The address of an idea's message: in the channel asked for, else on its platform, else anywhere; undefined while it stands nowhere.
 */
export function wayTo(
  copies: readonly Post[],
  to: { platform: string; channel?: string | null },
): string | undefined {
  const standing = copies.filter(({ postUrl }) => postUrl !== null);
  const there = standing.filter(({ platform }) => platform === to.platform);
  const copy = there.find(({ channel }) => channel === to.channel) ?? there[0] ?? standing[0];
  return copy?.postUrl ?? undefined;
}
