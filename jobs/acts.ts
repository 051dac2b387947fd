import { forgetOldActions, hasOldActions } from '../src/chat/acts.ts';
import type { Queue } from './queue.ts';

/** Forgets the acts that no platform will try again. */
export const actsQueue: Queue = {
  name: 'acts',
  every: 600_000,
  parallel: 1,
  due: async (app) => ((await hasOldActions(app)) ? ['old'] : []),
  work: (app) => forgetOldActions(app),
};
