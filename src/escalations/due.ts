import type { App } from '../app.ts';
import type { EscalationId } from '../queues.ts';
import { dueCards } from './council/refresh.ts';
import { dueThings } from './flagging/forget.ts';
import { dueNotes } from './flagging/note.ts';
import { duePriorities } from './priorities/refresh.ts';
import { dueDrafts } from './raising/draft.ts';
import { dueForming } from './watching/forming.ts';
import { dueOverdue } from './watching/overdue.ts';

/** What has to be done now. Each kind of work says in its own file when it is due, and does it (run-due.ts). */
export async function dueEscalations(app: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  if (!(await isInUse(app.db))) return [];
  return [
    ...(await dueCards(app)),
    ...(await dueOverdue(app)),
    ...(await dueForming(app)),
    ...(await dueDrafts(app)),
    ...(await duePriorities(app)),
    ...(await dueNotes(app)),
    ...(await dueThings(app)),
  ];
}

/** One question in place of eight, which are asked every two seconds, where nobody has flagged or raised anything yet. */
async function isInUse(db: App['db']): Promise<boolean> {
  const [found] = await db.$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT FROM thing) OR EXISTS (SELECT FROM theme) OR EXISTS (SELECT FROM priority) AS "some"`;
  return found?.some ?? false;
}
