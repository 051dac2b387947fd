import type { Message } from '../chat/message.ts';
import type { Tx } from '../db.ts';

/**
 * Changes what a delivery says, inside the caller's transaction. Where it stands already it is redrawn within seconds,
 * many changes in one edit.
 * @param keys the deliveries that show this message
 * @returns the ids to be woken after commit; none for keys that were never announced, have failed, say the same already, or
 *   go to a person whom the database must not name
 */
export async function refresh(tx: Tx, keys: readonly string[], message: Message): Promise<number[]> {
  const changed = await tx.delivery.updateManyAndReturn({
    where: {
      key: { in: [...keys] },
      state: { not: 'failed' },
      // Where such a message stands is not kept.
      sealed: null,
      NOT: { message: { equals: message as object } },
    },
    data: { message: message as object, revision: { increment: 1 }, open: true },
    select: { id: true },
  });
  return changed.map(({ id }) => id);
}
