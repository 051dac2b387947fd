import { refreshEdition, staleEditions } from '../src/digest/refresh.ts';
import type { Queue } from './queue.ts';

/** Draws editions anew as members find items useful. */
export const usefulQueue: Queue = {
  name: 'useful',
  every: 1_000,
  parallel: 2,
  due: async (app) => (await staleEditions(app)).map(String),
  work: (app, id) => refreshEdition(app, Number(id)),
};
