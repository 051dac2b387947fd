import { randomBytes } from 'node:crypto';
import type { Queue } from '../../jobs/queue.ts';
import { openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { sql } from '../support/sql.ts';
import { net } from '../support/until.ts';

/** A chore is done once: `work` marks it in a statement that does nothing a second time. */
export const markDone = `UPDATE chore SET done = done + 1 WHERE id = $1 AND done < wanted`;
const isDue = `SELECT id FROM chore WHERE done < wanted AND due_at <= $1 ORDER BY id LIMIT 1000`;

/** A table of chores in the test's database, a queue for it that looks only when it is told, and a log that is kept. */
export async function createChores(url: string, name = `chore-${randomBytes(4).toString('hex')}`) {
  await sql(
    url,
    `CREATE TABLE IF NOT EXISTS chore (
      id serial PRIMARY KEY, done int NOT NULL DEFAULT 0, wanted int NOT NULL DEFAULT 1,
      due_at timestamptz NOT NULL DEFAULT '2026-01-01', doer text)`,
  );
  const { db, close } = openDatabase(url, 6, 2 * net);
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', [], { write: (line) => void lines.push(JSON.parse(line)) });
  let now = new Date('2026-11-20T08:00:00Z');
  const queue: Queue = {
    name,
    every: 3_600_000,
    parallel: 5,
    async due(app) {
      const rows = await app.db.$queryRawUnsafe<{ id: number }[]>(isDue, app.now());
      return rows.map((row) => String(row.id));
    },
    work: async (app, id) => void (await app.db.$executeRawUnsafe(markDone, Number(id))),
  };
  return {
    queue,
    lines,
    app: { db, log, now: () => now, secret: '' },
    setClock: (time: string) => {
      now = new Date(time);
    },
    /** Makes the table empty, its ids beginning with 1. */
    clear: () => sql(url, 'TRUNCATE chore RESTART IDENTITY'),
    async add(count: number): Promise<string[]> {
      const rows = await sql<{ id: number }>(
        url,
        'INSERT INTO chore (wanted) SELECT 1 FROM generate_series(1, $1) RETURNING id',
        [count],
      );
      return rows.map((row) => String(row.id));
    },
    sql: (text: string, values: unknown[] = []) => sql(url, text, values),
    /** How often each chore was done, in the order of their ids. */
    async done(): Promise<number[]> {
      return (await sql<{ done: number }>(url, 'SELECT done FROM chore ORDER BY id')).map((row) => row.done);
    },
    close,
  };
}

export type Chores = Awaited<ReturnType<typeof createChores>>;

/** Something that can be waited for, and happens when told. */
export function signal(): { promise: Promise<void>; give(): void } {
  let give = () => {};
  const promise = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { promise, give: () => give() };
}
