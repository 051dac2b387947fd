/**
 * A process that works on chores until it is ended: `process.cjs '{"databaseUrl":…}' QUEUE MANNER`.
 * `hang` takes a chore, leaves its mark on it and never ends; `share` ends a chore only when two processes have left theirs.
 */
import { startQueues } from '../../jobs/queues.ts';
import { until } from '../support/until.ts';
import { createChores, markDone } from './chores.ts';

async function work(where: string, name: string, manner: string): Promise<void> {
  const place = JSON.parse(where);
  const chores = await createChores(place.databaseUrl, name);

  await startQueues(
    chores.app,
    [
      {
        ...chores.queue,
        every: 100,
        async work(app, id) {
          await chores.sql('UPDATE chore SET doer = $1 WHERE id = $2', [String(process.pid), Number(id)]);
          if (manner === 'hang') await new Promise(() => {});
          await until(
            async () =>
              (await chores.sql('SELECT DISTINCT doer FROM chore WHERE doer IS NOT NULL')).length > 1,
          );
          await app.db.$executeRawUnsafe(markDone, Number(id));
        },
      },
    ],
    place,
  );
}

void work(...(process.argv.slice(2) as [string, string, string]));
