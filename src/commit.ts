import type { App } from './app.ts';
import type { Tx } from './db.ts';
import type { QueueName, RowIds } from './queues.ts';

/** Asks, inside a transaction, that rows are worked on at once when it has been committed. */
export type Wake = <Name extends QueueName>(queue: Name, ids: RowIds[Name] | readonly RowIds[Name][]) => void;

/**
 * Does `work` in one transaction, commits it, and then wakes what it asked for: never before, when nobody would find the rows, and
 * nothing when it is rolled back.
 * @returns what `work` returned
 * @throws what `work` threw, or the database; then nothing was kept
 */
export async function commit<T>(
  app: Pick<App, 'db' | 'wake'>,
  work: (tx: Tx, wake: Wake) => Promise<T>,
): Promise<T> {
  const asked: (() => void)[] = [];
  let open = true;
  const wake: Wake = (queue, ids) => {
    if (!open) throw new Error('The transaction has ended, so nobody would be woken.');
    for (const id of Array.isArray(ids) ? ids : [ids]) asked.push(() => app.wake(queue, id));
  };
  const done = await app.db
    .$transaction((tx) => work(tx, wake))
    .finally(() => {
      open = false;
    });
  for (const wake of asked) wake();
  return done;
}
