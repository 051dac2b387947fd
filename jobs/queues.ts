import limit from 'p-limit';
import type { App } from '../src/app.ts';
import { withTimeout } from '../src/timeout.ts';
import { createBackend, type Where } from './backend.ts';
import { createOutages } from './outage.ts';
import { type Queue, type Running, runQueue } from './queue.ts';

export interface Queues {
  /**
   * Says that a row is, or in `delayMs` milliseconds will be, due. Call it after commit. Never throws, never waits; a
   * hint that is lost (server away, row just being worked on) is made good by the next look.
   */
  wake(queue: string, id: string, delayMs?: number): void;
  /** Looks at every queue once, now; what was woken before is in it then. @throws what the first failing look threw, after all have been tried. */
  looked(): Promise<void>;
  /** Settles when nothing waits or is worked on, in any process. Rows that failed and wait for another try do not count. */
  idle(): Promise<void>;
  /**
   * No more looks; waits up to `patience` milliseconds (8,000 unless told) for the work under way, then closes all
   * connections, which takes 1.5 s at most. Never throws. What is unfinished stays due.
   */
  stop(patience?: number): Promise<void>;
}

/** How many queues are opened, or look, at once: all together would want a connection each, at the start and every few seconds. */
const AT_ONCE = 3;

/**
 * Starts looking at the queues and working on what is due.
 * Several processes may run the same queues; each row is given to one of them at a time. The row of a process that was
 * killed is given to another 10 to 20 s later. A server that goes away is logged once and used again when it is back.
 * @throws if PostgreSQL is away at the start
 */
export async function startQueues(
  base: Omit<App, 'wake'>,
  queues: readonly Queue[],
  where: Where,
): Promise<Queues> {
  const outages = createOutages(base.log);
  const running = new Map<string, Running>();
  const wake: Queues['wake'] = (name, id, delayMs = 0) => {
    const queue = running.get(name);
    if (queue) queue.wake(id, delayMs);
    else base.log.error({ queue: name, id }, 'There is no queue with this name, so nothing was woken.');
  };
  const app: App = { ...base, wake: (name, id) => wake(name, String(id)) };
  let stopped = false;
  const trouble = (error: Error) => {
    if (!stopped) outages.report(undefined, error);
  };
  const backend = await createBackend(where, trouble);
  const [looks, openings] = [limit(AT_ONCE), limit(AT_ONCE)];
  for (const queue of queues)
    running.set(queue.name, runQueue(app, queue, backend, { outages, look: looks, open: openings }));

  let stopping: Promise<void> | undefined;
  const stop = async (patience: number) => {
    stopped = true;
    const ended = Promise.all([...running.values()].map((queue) => queue.stop()));
    await withTimeout(patience, ended, 'Some work is still under way').catch((error) =>
      base.log.warn({ why: String(error.message) }, 'The queues stop anyway; what is unfinished stays due.'),
    );
    await withTimeout(1_500, backend.close(), 'Connections stay open').catch(() => undefined);
  };
  return {
    wake,
    async looked() {
      const looks = await Promise.allSettled([...running.values()].map((queue) => queue.look()));
      for (const look of looks) if (look.status === 'rejected') throw look.reason;
    },
    async idle() {
      for (const queue of running.values()) await queue.idle();
    },
    stop(patience = 8_000) {
      stopping ??= stop(patience);
      return stopping;
    },
  };
}
