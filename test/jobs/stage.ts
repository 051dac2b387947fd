import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { Queue } from '../../jobs/queue.ts';
import { type Queues, startQueues } from '../../jobs/queues.ts';
import { inTime } from '../../src/timeout.ts';
import { backends, type Place } from './backends.ts';
import { type Chores, createChores } from './chores.ts';

/** What the tests of one backend play on: made anew for each test, but for the place. */
export interface Stage {
  place: Place;
  chores: Chores;
  queues: Queues;
  /** Starts the queue of chores, changed as told, and others beside it. */
  start(change?: Partial<Queue>, others?: Queue[]): Promise<Queues>;
  /** Looks once, and waits until all that was found is done or has failed. */
  settle(): Promise<void>;
}

/** The same promises, kept on every backend. One that is not here is skipped, with the reason in the title. */
export function onEachBackend(title: string, tests: (stage: Stage) => void): void {
  describe.each(backends)(`${title}, $name`, ({ missing, open }) => {
    describe.skipIf(missing !== undefined)(missing ?? '', () => {
      const started: Queues[] = [];
      const stage = {
        async start(change = {}, others = []) {
          stage.queues = await startQueues(
            stage.chores.app,
            [{ ...stage.chores.queue, ...change }, ...others],
            stage.place.where,
          );
          started.push(stage.queues);
          return stage.queues;
        },
        async settle() {
          // On a busy machine a look may take longer than the queue waits for it; it looks again, then.
          while (!(await inTime(stage.queues.looked()))) {}
          while (!(await inTime(stage.queues.idle()))) {}
        },
      } as Stage;

      beforeAll(async () => {
        stage.place = await open();
      });
      afterAll(() => stage.place.close());
      beforeEach(async () => {
        stage.chores = await createChores(stage.place.where.databaseUrl);
        await stage.chores.clear();
      });
      afterEach(async () => {
        await Promise.all(started.splice(0).map((queues) => queues.stop(1_000)));
        await stage.chores.close();
      });
      tests(stage);
    });
  });
}
