import type { Tx } from '../../db.ts';
import { lockShared } from '../../locks.ts';

/**
 * Says that what stands of an idea is behind its rows. A crowd of presses touches the row once: those who find it marked leave it alone,
 * and wait only for a drawing that is under way, which may not have counted them.
 */
export async function markStale(tx: Tx, id: number): Promise<void> {
  await lockShared(tx, 'ideaPosts', id);
  await tx.$executeRaw`UPDATE idea SET stale = true WHERE id = ${id} AND NOT stale`;
}
