import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../src/app.ts';
import { inTime } from '../src/timeout.ts';
import type { Where } from './backend.ts';
import { type Queues, startQueues } from './queues.ts';
import { type Outside, queuesOf, timetable } from './timetable.ts';

/** The queues of the house, under way. */
export interface Jobs extends Pick<App, 'wake'>, Pick<Queues, 'stop'> {
  /** Looks until nothing is due at this moment of the clock. */
  settled(): Promise<void>;
}

/** Starts every queue of the house. @throws if PostgreSQL is away at the start */
export async function startJobs(app: App, where: Where, outside: Outside): Promise<Jobs> {
  const queues = queuesOf(timetable(outside));
  const running = await startQueues(app, queues, where);
  async function nothingDue(): Promise<boolean> {
    for (const { due } of queues) if ((await due(app)).length > 0) return false;
    return true;
  }
  async function settled(): Promise<void> {
    for (;;) {
      // A look that takes long on a busy machine is no reason to give up: the queues themselves look again, too.
      await inTime(running.looked());
      await inTime(running.idle());
      // What another look has taken in hand meanwhile is not due, and may leave something that is.
      const quiet = await nothingDue();
      if (!(await inTime(running.idle()))) continue;
      if (quiet && (await nothingDue())) return;
      await pause(50);
    }
  }
  return { wake: (queue, id) => running.wake(queue, String(id)), stop: running.stop, settled };
}
