import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db.ts';
import { pseudonym } from './pseudonym.ts';

/** Forgets who chose what in polls with names that closed long ago; their results stay. @returns how many, at most 500 */
export async function forgetVotes(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM ballot WHERE (poll_id, voter) IN (
      SELECT poll_id, voter FROM ballot JOIN poll ON poll.id = poll_id
      WHERE poll.state = 'closed' AND closed_at < ${before} ORDER BY poll_id, voter LIMIT 500)`;
}

/** Forgets who shared an item that was decided on long ago. @returns how many, at most 100 */
export async function forgetShares(tx: Tx, before: Date): Promise<number> {
  const shares = await tx.share.findMany({
    where: { decidedAt: { lt: before }, NOT: { name: pseudonym } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 100,
  });
  for (const { id } of shares)
    await tx.share.update({
      where: { id },
      data: { personId: null, name: pseudonym, user: `former-${randomBytes(12).toString('hex')}` },
    });
  return shares.length;
}
