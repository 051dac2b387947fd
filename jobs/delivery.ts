import type { ChatPlatform } from '../src/chat/port.ts';
import { deliver } from '../src/delivery/deliver.ts';
import { dueDeliveries } from '../src/delivery/due.ts';
import type { Queue } from './queue.ts';

/** Posts and redraws what was announced. */
export function deliveryQueue(platforms: readonly ChatPlatform[]): Queue {
  const byName = new Map(platforms.map((platform) => [platform.name, platform]));
  return {
    name: 'delivery',
    every: 500,
    // Enough for a platform that answers slowly, and few enough that people who press are served in between.
    parallel: 20,
    due: async (app) => (await dueDeliveries(app, [...byName.keys()])).map(String),
    work: (app, id) => deliver(app, byName, Number(id)),
  };
}
