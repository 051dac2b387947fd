import { applyRetention, isDue } from '../src/mydata/forgetting/retention.ts';
import type { Queue } from './queue.ts';

/** Lets go of what has been held for as long as it may be. */
export const retentionQueue: Queue = {
  name: 'retention',
  every: 600_000,
  parallel: 1,
  due: async (app) => (isDue(app) ? ['day'] : []),
  work: (app) => applyRetention(app),
};
