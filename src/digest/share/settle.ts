import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { refresh } from '../../delivery/refresh.ts';
import { showing } from '../../delivery/subject.ts';
import { wordKey } from './keys.ts';
import { renderShare, renderWord } from './render.ts';
import { findAlreadyPosted, findShares, freeItem, type Share } from './store.ts';

/**
 * Writes down what was decided of an item that waits in a group, draws it wherever it was asked, and sends a word to who shared it. Hold
 * the item first (store.ts), and see that `by` may decide.
 * @param except a share whose member hears it otherwise
 * @returns deliveries to be woken after commit; null when it was decided before
 */
export async function settle(
  tx: Tx,
  now: Date,
  { groupId, itemId }: Pick<Share, 'groupId' | 'itemId'>,
  { state, by, except }: { state: 'taken' | 'refused'; by: string; except?: number },
): Promise<number[] | null> {
  const { count } = await tx.share.updateMany({
    where: { groupId, itemId, state: 'waiting' },
    data: { state, decidedAt: now, decidedBy: by },
  });
  if (count === 0) return null;
  if (state === 'taken') await freeItem(tx, { groupId, itemId });
  const shares = await findShares(tx, groupId, itemId);
  const stood = await findAlreadyPosted(tx, groupId, [itemId]);
  const words = shares
    // Of somebody who was erased there is nobody left to tell.
    .filter(({ id, personId }) => id !== except && personId !== null)
    .map((share) => ({
      key: wordKey(share.id),
      to: { platform: share.platform, person: share.user },
      subject: { kind: 'share' as const, id: share.id },
      message: renderWord(share, stood?.edition.day ?? null),
    }));
  return [...(await refreshShare(tx, shares)), ...(await announce(tx, now, words))];
}

/** Draws what was asked anew wherever it stands. @returns deliveries to be woken after commit */
export async function refreshShare(tx: Tx, shares: readonly Share[]): Promise<number[]> {
  const where = showing({ kind: 'share', id: shares[0]!.id });
  const copies = await tx.delivery.findMany({ where, select: { key: true } });
  return refresh(
    tx,
    copies.map(({ key }) => key),
    renderShare(shares),
  );
}
