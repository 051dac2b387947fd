import type { Queue, Worker } from 'bullmq';
import { withTimeout } from '../src/timeout.ts';
import type { Backend } from './backend.ts';

/** Runs something when it is its turn among all queues of the process. */
export type Turn = <T>(deed: () => Promise<T>) => Promise<T>;

/** Carries the ids of one queue's rows from whoever says that they are due to a process that works on them. */
export interface BullmqQueue {
  /** Each id once: one that waits or is worked on already is not added again. Rejects within 5 s. */
  add(ids: readonly string[]): Promise<void>;
  /** How many wait or are worked on, in all processes. */
  load(): Promise<number>;
  /** Takes no more; settles when what is being worked on is done. */
  close(): Promise<void>;
}

/** BullMQ refuses a job id that is a whole number, and rows are numbered. */
const JOB_ID_PREFIX = 'row-';

/**
 * Opens one BullMQ queue and a worker for it. A job has no data, its id is the row's; it is gone as soon as it was
 * worked on, so that the same id can come again.
 * @param work must not reject: BullMQ would keep the message, and PostgreSQL chokes on some (NUL)
 * @param how `trouble` hears of every error of connections, locks and scripts; `turn` is waited for before it opens
 */
export function openQueue(
  backend: Backend,
  { name, parallel }: { name: string; parallel: number },
  work: (id: string) => Promise<void>,
  { trouble, turn }: { trouble: (error: Error) => void; turn: Turn },
): BullmqQueue {
  let pair: ReturnType<typeof create> | undefined;
  let opening: Promise<Queue> | undefined;

  function create() {
    const queue = new backend.Queue(name, {
      ...backend.options,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      streams: { events: { maxLen: 100 } }, // nobody reads them
    });
    const worker = new backend.Worker(name, (job) => work(job.id!.slice(JOB_ID_PREFIX.length)), {
      ...backend.options,
      autorun: false,
      concurrency: parallel,
      lockDuration: 10_000,
      stalledInterval: 5_000,
      maxStalledCount: 1_000_000, // a row stays due however often its process was killed
      drainDelay: 2, // seconds; what a notification costs at most that was lost while a connection broke
      runRetryDelay: 1_000,
    });
    queue.on('error', trouble);
    worker.on('error', (error) => {
      trouble(error);
      brake(worker);
    });
    return { queue, worker };
  }

  // A worker that runs before its backend is ready spins, without ever yielding, once the backend says no; and that
  // answer is final for these objects. So: ready first, and after a no all is made anew.
  function open(): Promise<Queue> {
    opening ??= turn(async () => {
      pair = create();
      const { queue, worker } = pair;
      try {
        await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
      } catch (error) {
        opening = undefined;
        await shut(pair, true).catch(trouble);
        throw error;
      }
      worker.run().catch(trouble);
      return queue;
    });
    return opening;
  }

  const reach = <T>(deed: (queue: Queue) => Promise<T>): Promise<T> =>
    backend.reachable()
      ? withTimeout(5_000, open().then(deed), `${backend.name} does not answer`)
      : Promise.reject(new Error(`${backend.name} cannot be reached`));

  open().catch(trouble);
  return {
    add: (ids) =>
      reach(async (queue) => {
        const jobs = ids.map((id) => ({ name, data: {}, opts: { jobId: JOB_ID_PREFIX + id } }));
        // In bulk PostgreSQL makes two temporary tables: not for each single hint.
        if (jobs.length === 1) await queue.add(name, {}, jobs[0]!.opts);
        else await queue.addBulk(jobs);
      }),
    load: () =>
      reach(async (queue) => {
        const counts = await queue.getJobCounts('waiting', 'active', 'delayed');
        return Object.values(counts).reduce((sum, count) => sum + count, 0);
      }),
    async close() {
      // Closed while it opens, a pair would take its connections afterwards and keep the process alive.
      if (opening) await withTimeout(2_000, opening, 'It still opens').catch(() => undefined);
      // Without a server a gentle close would wait for it for ever.
      if (pair) await shut(pair, !backend.reachable());
    },
  };
}

async function shut(pair: { queue: Queue; worker: Worker }, force: boolean): Promise<void> {
  await pair.worker.close(force);
  await pair.queue.close();
}

/** After an error BullMQ asks again at once, thousands of times a second while a server answers with nonsense. */
function brake(worker: Worker): void {
  if (!worker.isRunning() || worker.isPaused() || worker.closing) return;
  void worker.pause(true);
  setTimeout(() => worker.closing || void worker.resume(), 1_000).unref();
}
