import type { Tx } from '../../db.ts';
import type { State } from './idea.ts';
import { activityNow } from './inactivity.ts';
import { findIdea, type Idea } from './store.ts';

export interface Change {
  state: State;
  reason: string | null;
  /** Who says so. */
  by: { id: number; name: string };
  mergedId?: number | null;
}

/** Until the end of `tx` nobody else changes this idea. It is as it is now. */
export async function lockIdea(tx: Tx, id: number): Promise<Idea> {
  await tx.$queryRaw`SELECT id FROM idea WHERE id = ${id} FOR NO KEY UPDATE`;
  return findIdea(tx, id);
}

/** Writes down what became of an idea (`lockIdea`), and counts the days of silence anew. @returns the id of the change */
export async function change(
  tx: Tx,
  now: Date,
  { id, group }: Pick<Idea, 'id' | 'group'>,
  { state, reason, by, mergedId }: Change,
): Promise<number> {
  const row = await tx.ideaChange.create({
    data: { ideaId: id, state, reason, at: now, byId: by.id, by: by.name },
  });
  await tx.idea.update({
    where: { id },
    data: {
      state,
      stale: true,
      ...activityNow(now, { state, zone: group.zone }),
      ...(mergedId === undefined ? {} : { mergedId }),
    },
  });
  return row.id;
}
