import type { Tx } from '../../db.ts';

/** Forgets who flagged what long ago, and why. @returns how many, at most 500 */
export async function forgetFlags(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM flag WHERE (thing_id, person_id) IN (
      SELECT thing_id, person_id FROM flag WHERE at < ${before} ORDER BY thing_id, person_id LIMIT 500)`;
}

/** Forgets those of these things that are messages, which nobody flags any more and no theme has. @returns how many */
export async function dropFlagged(tx: Tx, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0;
  // Somebody may be flagging one at this moment: they end first, and it stays.
  await tx.$queryRaw`SELECT FROM thing WHERE id = ANY(${[...ids]}) ORDER BY id FOR UPDATE`;
  const { count } = await tx.thing.deleteMany({ where: { ...unflagged, id: { in: [...ids] } } });
  return count;
}

const unflagged = { kind: 'message', flags: { none: {} }, evidence: { none: {} } } as const;

/** Forgets with which account somebody had a theme that came to its end long ago: they are reminded of it no more. Names stay. */
export async function forgetOwners(tx: Tx, before: Date): Promise<number> {
  const { count } = await tx.theme.updateMany({
    where: {
      state: { in: ['done', 'declined'] },
      ownerPlatform: { not: null },
      changes: { none: { at: { gte: before } } },
    },
    data: { ownerPlatform: null, ownerUser: null },
  });
  return count;
}
