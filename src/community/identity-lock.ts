import type { Tx } from '../db.ts';

// Any number that nothing else in this database locks with.
const lock = 7_205_318_440n;

/** Until the end of `tx` nobody else says who is who: the community file, and people who link their accounts, take turns. */
export async function lockIdentities(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lock})`;
}
