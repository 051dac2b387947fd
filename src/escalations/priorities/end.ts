import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { deleted, idsIn } from '../../chat/reference.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { permit } from '../../community/access.ts';
import { councillors } from '../rights.ts';
import { subjectOf } from './priority.ts';
import { findPriority } from './store.ts';

/** `priority-end:12`: what the council wanted watched is over now. Done twice, it stays as it was ended first. */
export async function endPriority(app: App, { id, person }: Press): Promise<Reply> {
  const { now, log } = app;
  const [priorityId] = idsIn(id);
  const { priority, ended } = await commit(app, async (tx, wake) => {
    await permit(tx, person, councillors, 'end a priority');
    const { count } = await tx.priority.updateMany({
      where: { id: priorityId, endedAt: null, drawnOver: false },
      data: { endedAt: now() },
    });
    if (count > 0) wake('escalations', `priority-${priorityId}`);
    return { priority: await findPriority(tx, priorityId), ended: count > 0 };
  });
  if (!priority) throw deleted('This priority', 'Type /escalate priorities to see what is watched.');
  const subject = subjectOf(priority);
  if (!ended) return whisper(`“${subject}” has already ended. Nothing was changed.`);
  log.info({ priority: priorityId, by: `${person.platform}/${person.id}` }, 'a priority was ended');
  return whisper(
    `“${subject}” has ended. Its messages will say so in a moment, and digests leave it out from now on.`,
  );
}
