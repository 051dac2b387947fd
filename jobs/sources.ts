import { dueSources } from '../src/sources/due.ts';
import { type Reading, refresh } from '../src/sources/refresh.ts';
import type { Queue } from './queue.ts';

/** Reads the feeds. */
export function sourcesQueue(reading: Reading): Queue {
  return {
    name: 'sources',
    every: 5_000,
    // Feeds can wait; people who press a button cannot: reading and sorting items takes the processor.
    parallel: 4,
    due: async (app) => (await dueSources(app)).map(String),
    work: (app, id) => refresh(app, reading, Number(id)),
  };
}
