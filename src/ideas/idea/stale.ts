import type { Tx } from '../../db.ts';

// Any number that nothing else in this database locks with together with a second one.
const lock = 1_904_227;

/**
 * Says that what stands of an idea is behind its rows. A crowd of presses touches the row once: those who find it marked leave it alone,
 * and wait only for a drawing that is under way, which may not have counted them.
 */
export async function markStale(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${lock}::int, ${id}::int)`;
  await tx.$executeRaw`UPDATE idea SET stale = true WHERE id = ${id} AND NOT stale`;
}

/** Until the end of `tx` this idea is drawn by nobody else, and everybody who marked it has committed what they wrote. */
export async function lockRendering(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lock}::int, ${id}::int)`;
}
