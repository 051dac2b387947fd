import type { App } from '../app.ts';
import type { Db } from '../db.ts';
import { lease, pace } from './delivery.ts';

export type Row = NonNullable<Awaited<ReturnType<Db['delivery']['findUnique']>>>;

/** Undoes what a claim has done so far: a lane's turn is used up only together with a row of its own. */
class NotItsTurn extends Error {}

/**
 * Takes one delivery in hand for as long as the lease lasts, and its lane's next second with it.
 * @returns the row as it was before; undefined when it is not its turn: done, in other hands, behind another, or too soon
 */
export async function claim({ db }: Pick<App, 'db'>, id: number, at: Date): Promise<Row | undefined> {
  const claimed = db.$transaction(async (tx) => {
    const row = await tx.delivery.findUnique({ where: { id } });
    if (!row?.open) throw new NotItsTurn();
    // The lane's row is the lock: whoever moves it on has this second to himself.
    const next = new Date(at.getTime() + pace);
    const turn = await tx.$executeRaw`
      INSERT INTO lane AS own (name, next_at)
      SELECT ${row.lane}, ${next}
      WHERE NOT EXISTS (SELECT FROM lane whole WHERE whole.name = ${row.platform} AND whole.next_at > ${at})
      ON CONFLICT (name) DO UPDATE SET next_at = ${next} WHERE own.next_at <= ${at}`;
    if (turn === 0) throw new NotItsTurn();
    const mine = await tx.$executeRaw`
      UPDATE delivery AS me SET
        claimed_until = ${new Date(at.getTime() + lease)},
        tries = tries + 1,
        tried_at = CASE WHEN state = 'waiting' THEN coalesce(tried_at, ${at}) END
      WHERE id = ${id} AND open AND revision = ${row.revision} AND due_at <= ${at}
        AND (claimed_until IS NULL OR claimed_until <= ${at})
        AND NOT EXISTS (
          SELECT FROM delivery other WHERE other.open AND other.lane = me.lane
            AND other.state = 'waiting' AND (other.id < me.id OR me.state <> 'waiting'))`;
    if (mine === 0) throw new NotItsTurn();
    return row;
  });
  return claimed.catch((error) => {
    if (error instanceof NotItsTurn) return undefined;
    throw error;
  });
}
