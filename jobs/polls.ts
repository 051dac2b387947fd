import { duePolls } from '../src/polls/due.ts';
import { runDuePoll } from '../src/polls/run-due.ts';
import type { Queue } from './queue.ts';

/** Opens, redraws and closes polls, and says what came of them. */
export const pollsQueue: Queue = {
  name: 'polls',
  every: 1_000,
  parallel: 2,
  due: async (app) => (await duePolls(app)).map(String),
  work: (app, id) => runDuePoll(app, Number(id)),
};
