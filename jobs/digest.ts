import { compose } from '../src/digest/compose.ts';
import { dueGroups } from '../src/digest/due.ts';
import type { Queue } from './queue.ts';

/** Makes each group's edition when its hour has come. */
export const digestQueue: Queue = {
  name: 'digest',
  every: 2_000,
  parallel: 2,
  due: async (app) => (await dueGroups(app)).map(String),
  work: (app, id) => compose(app, Number(id)),
};
