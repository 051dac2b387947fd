import { dueEscalations } from '../src/escalations/due.ts';
import { runDueEscalation } from '../src/escalations/run-due.ts';
import type { Queue } from './queue.ts';

/** Draws cards anew, reminds of what is overdue, and tells what gathers. */
export const escalationsQueue: Queue = {
  name: 'escalations',
  every: 2_000,
  parallel: 2,
  due: dueEscalations,
  work: runDueEscalation,
};
