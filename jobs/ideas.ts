import { dueIdeas } from '../src/ideas/due.ts';
import { runDueIdea } from '../src/ideas/run-due.ts';
import type { Queue } from './queue.ts';

/** Takes in what members send, and follows it up. */
export const ideasQueue: Queue = {
  name: 'ideas',
  every: 1_000,
  parallel: 2,
  due: async (app) => (await dueIdeas(app)).map(String),
  work: (app, id) => runDueIdea(app, Number(id)),
};
