import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../src/app.ts';
import { withTimeout } from '../src/timeout.ts';
import type { Backend } from './backend.ts';
import { openQueue, type Turn } from './bullmq-queue.ts';
import { type Outages, reason } from './outage.ts';

/**
 * Work that waits in the database. The rows say what is due; the queue only reminds, so that losing all reminders
 * loses nothing.
 */
export interface Queue {
  /** `delivery`. No colon. */
  name: string;
  /** The database is asked what is due every so many milliseconds. */
  every: number;
  /** How many rows are worked on at once in one process. */
  parallel: number;
  /** Ids (`[A-Za-z0-9_-]+`) of the rows that wait, the most urgent first; some hundreds at most, the rest comes at the next look. */
  due(app: App): Promise<string[]>;
  /**
   * Does one row; afterwards it is no longer due. Also called for a row that is not due any more, and, after a process
   * hung for ten seconds, by two at once: the row decides, in its own statement. What it throws is logged, and it is
   * called again after 1 s, 2 s, 4 s … 1 min.
   */
  work(app: App, id: string): Promise<void>;
}

export interface Running {
  look(): Promise<void>;
  wake(id: string, delayMs: number): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** What a timer of Node can hold; more would fire at once. The looks outlast it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How long a row waits after it failed this often, in whole milliseconds. */
export function backoffMs(failures: number): number {
  return Math.min(1_000 * 2 ** (failures - 1), 60_000);
}

/** Looks at one queue, hands what is due to BullMQ, and works on what BullMQ brings. */
export function runQueue(
  app: App,
  queue: Queue,
  backend: Backend,
  { outages, look: lookInTurn, open }: { outages: Outages; look: Turn; open: Turn },
): Running {
  const failed = new Map<string, { times: number; waits: boolean }>();
  const timers = new Set<NodeJS.Timeout>();
  const underway = new Set<Promise<unknown>>();
  const waking = new Set<Promise<void>>();
  let stopped = false;
  let looking: Promise<unknown> = Promise.resolve();

  const trouble = (error: unknown) => {
    if (!stopped) outages.report(queue.name, error);
  };
  const carrier = openQueue(backend, queue, (id) => during(work(id)), { trouble, turn: open });

  async function during<T>(deed: Promise<T>): Promise<T> {
    underway.add(deed);
    try {
      return await deed;
    } finally {
      underway.delete(deed);
    }
  }

  function after(ms: number, deed: () => void): void {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        deed();
      },
      Math.min(Math.ceil(ms), LONGEST_TIMER_MS),
    );
    timers.add(timer);
  }

  async function work(id: string): Promise<void> {
    if (failed.get(id)?.waits) return; // a look of another process, or an impatient wake
    try {
      await queue.work(app, id);
      failed.delete(id);
    } catch (error) {
      const times = (failed.get(id)?.times ?? 0) + 1;
      const stack = error instanceof Error ? error.stack : undefined;
      app.log.error(
        { queue: queue.name, id, times, againInMs: backoffMs(times), why: reason(error), stack },
        'Work on a row failed. It is tried again while it is due.',
      );
      failed.set(id, { times, waits: true });
      if (stopped) return;
      after(backoffMs(times), () => {
        failed.set(id, { times, waits: false });
        wake(id);
      });
    }
  }

  function wake(id: string): void {
    if (stopped) return;
    if (proper(id)) {
      const woken = during(carrier.add([id])).catch(trouble);
      waking.add(woken);
      void woken.finally(() => waking.delete(woken));
    } else trouble(new Error(`${JSON.stringify(id)} cannot be the id of a row`));
  }

  async function lookNow(): Promise<void> {
    const due = await queue.due(app);
    const known = new Set(due);
    for (const [id, { waits }] of failed) if (!waits && !known.has(id)) failed.delete(id);
    const wrong = due.find((id) => !proper(id));
    const ids = due.filter((id) => proper(id) && !failed.get(id)?.waits);
    if (ids.length > 0) await carrier.add(ids);
    // What was woken before waits in the queue too now, so that it is worked on together with what was found.
    await Promise.all(waking);
    if (wrong !== undefined) throw new Error(`${JSON.stringify(wrong)} cannot be the id of a row`);
  }

  function look(): Promise<void> {
    const next = looking.then(() =>
      during(lookInTurn(() => withTimeout(15_000, lookNow(), `The look at ${queue.name} hangs`))),
    );
    looking = next.then(() => outages.well(queue.name), trouble);
    return next;
  }

  async function lookOn(): Promise<void> {
    await look().catch(() => undefined); // reported above
    if (!stopped) after(queue.every, lookOn);
  }
  void lookOn();

  return {
    look,
    wake: (id, delayMs) => (delayMs > 0 ? after(delayMs, () => wake(id)) : wake(id)),
    async idle() {
      do {
        await Promise.allSettled(underway);
        if ((await carrier.load()) === 0) return;
      } while (await pause(20, true));
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await carrier.close().catch(trouble);
      await Promise.allSettled(underway);
    },
  };
}

function proper(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,200}$/.test(id);
}
