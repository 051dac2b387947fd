import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { Refusal } from '../../errors.ts';
import { councillor } from '../rights.ts';
import { subjectOf } from './priority.ts';
import { findPriority } from './store.ts';

/** `priority-end:12`: what the council wanted watched is over now. Done twice, it stays as it was ended first. */
export async function endPriority(app: App, { id, person }: Press): Promise<Reply> {
  const { now, log } = app;
  const [priorityId] = idsIn(id);
  const { priority, ended } = await commit(app, async (tx, wake) => {
    await councillor(tx, person, 'end what is watched');
    const { count } = await tx.priority.updateMany({
      where: { id: priorityId, endedAt: null, drawnOver: false },
      data: { endedAt: now() },
    });
    if (count > 0) wake('escalations', `priority-${priorityId}`);
    return { priority: await findPriority(tx, priorityId), ended: count > 0 };
  });
  if (!priority)
    throw new Refusal('This is no longer kept. Type /escalate priorities to see what is watched.');
  const subject = subjectOf(priority);
  if (!ended) return whisper(`“${subject}” is over already. Nothing was changed.`);
  log.info({ priority: priorityId, by: `${person.platform}/${person.id}` }, 'a priority was ended');
  return whisper(
    `“${subject}” is over. Its messages say so in a moment, and the digests choose without it from now on.`,
  );
}
