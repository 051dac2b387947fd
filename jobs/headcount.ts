import type { ChatPlatform } from '../src/chat/port.ts';
import { countPeople, dueHeadcounts } from '../src/community/headcount.ts';
import type { Queue } from './queue.ts';

/** Asks how many people can read each channel. */
export function headcountQueue(platforms: readonly ChatPlatform[]): Queue {
  const byName = new Map(platforms.map((platform) => [platform.name, platform]));
  return {
    name: 'headcount',
    every: 60_000,
    parallel: 1,
    due: async (app) => (await dueHeadcounts(app)).map(String),
    work: (app, id) => countPeople(app, byName, Number(id)),
  };
}
