import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../src/app.ts';
import type { ChatPlatform } from '../src/chat/port.ts';
import type { Reading } from '../src/sources/refresh.ts';
import { inTime } from '../src/timeout.ts';
import { actsQueue } from './acts.ts';
import type { Where } from './backend.ts';
import { deliveryQueue } from './delivery.ts';
import { digestQueue } from './digest.ts';
import { escalationsQueue } from './escalations.ts';
import { headcountQueue } from './headcount.ts';
import { ideasQueue } from './ideas.ts';
import { pollsQueue } from './polls.ts';
import type { Queue } from './queue.ts';
import { type Queues, startQueues } from './queues.ts';
import { retentionQueue } from './retention.ts';
import { sourcesQueue } from './sources.ts';
import { usefulQueue } from './useful.ts';

/** Starts every queue of the house. `settled` looks until nothing is due at this moment of the clock. */
export async function startJobs(
  app: App,
  where: Where,
  outside: { platforms: readonly ChatPlatform[]; feeds: Reading },
): Promise<Queues & { settled(): Promise<void> }> {
  const queues: Queue[] = [
    sourcesQueue(outside.feeds),
    digestQueue,
    usefulQueue,
    pollsQueue,
    ideasQueue,
    escalationsQueue,
    deliveryQueue(outside.platforms),
    headcountQueue(outside.platforms),
    actsQueue,
    retentionQueue,
  ];
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
  return { ...running, settled };
}
