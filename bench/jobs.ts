import type { Where } from '../jobs/backend.ts';
import { startQueues } from '../jobs/queues.ts';
import type { Db } from '../src/db.ts';
import { createLog } from '../src/log.ts';
import { until } from './measure.ts';

/**
 * The queues alone: so many rows are due at one look, and the work on each is nothing.
 * @returns rows a second
 */
export async function playJobs(where: Where, rows: number): Promise<number> {
  const left = new Set<string>();
  const queue = {
    name: 'bench',
    every: 1_000,
    parallel: 50,
    due: async () => [...left],
    async work(_app: unknown, id: string) {
      left.delete(id);
    },
  };
  // The rows are in this process's memory: what is measured is BullMQ and its server.
  const base = { db: {} as Db, secret: '', now: () => new Date(), log: createLog('silent', []) };
  const queues = await startQueues(base, [queue], where);
  try {
    await queues.looked();
    for (let row = 1; row <= rows; row += 1) left.add(String(row));
    const began = performance.now();
    void queues.looked();
    await until('the work on all rows', 120, () => left.size === 0);
    return rows / ((performance.now() - began) / 1000);
  } finally {
    await queues.stop(2_000);
  }
}
