import type { Tx } from '../db.ts';

/**
 * Makes two persons one: the accounts of `from`, and all that is kept of them, go to `into`, once where both have the same, and
 * `from` is no more. Its accounts count as linked by their owner; who knows better says so afterwards. Lock `identities` first (locks.ts).
 */
export async function mergePeople(tx: Tx, from: number, into: number): Promise<void> {
  if (from === into) return;
  // First the accounts: from here on an act of theirs waits for us (personOf), and finds the one who stays afterwards.
  await tx.account.updateMany({ where: { personId: from }, data: { personId: into, linked: true } });
  // What both found useful counts for one less: to be drawn anew.
  await tx.$executeRaw`
    UPDATE useful SET drawn = false WHERE person_id = ${into}
    AND entry_id IN (SELECT entry_id FROM useful WHERE person_id = ${from})`;
  await tx.$executeRaw`
    UPDATE useful SET person_id = ${into} WHERE person_id = ${from}
    AND entry_id NOT IN (SELECT entry_id FROM useful WHERE person_id = ${into})`;
  await tx.$executeRaw`
    UPDATE role SET person_id = ${into} WHERE person_id = ${from}
    AND group_id NOT IN (SELECT group_id FROM role WHERE person_id = ${into})`;
  await tx.poll.updateMany({ where: { askerId: from }, data: { askerId: into } });
  await tx.needMark.updateMany({ where: { byId: from }, data: { byId: into } });
  await tx.idea.updateMany({ where: { personId: from }, data: { personId: into } });
  await tx.ideaChange.updateMany({ where: { byId: from }, data: { byId: into } });
  await tx.question.updateMany({ where: { byId: from }, data: { byId: into } });
  await tx.stop.updateMany({ where: { byId: from }, data: { byId: into } });
  await tx.share.updateMany({ where: { personId: from }, data: { personId: into } });
  await tx.$executeRaw`
    WITH RECURSIVE way AS (
      SELECT idea_id AS id FROM supporter WHERE person_id = ${from}
      UNION SELECT merged_id FROM way JOIN idea USING (id) WHERE merged_id IS NOT NULL
    )
    UPDATE idea SET stale = true WHERE id IN (SELECT id FROM way)`;
  await tx.$executeRaw`
    UPDATE supporter SET person_id = ${into} WHERE person_id = ${from}
    AND idea_id NOT IN (SELECT idea_id FROM supporter WHERE person_id = ${into})`;
  await tx.$executeRaw`
    UPDATE follower SET person_id = ${into} WHERE person_id = ${from}
    AND idea_id NOT IN (SELECT idea_id FROM follower WHERE person_id = ${into})`;
  await tx.$executeRaw`
    UPDATE flag SET person_id = ${into} WHERE person_id = ${from}
    AND thing_id NOT IN (SELECT thing_id FROM flag WHERE person_id = ${into})`;
  await tx.theme.updateMany({ where: { raiserId: from }, data: { raiserId: into } });
  await tx.theme.updateMany({ where: { ownerId: from }, data: { ownerId: into } });
  await tx.themeGroup.updateMany({ where: { byId: from }, data: { byId: into } });
  await tx.themeChange.updateMany({ where: { byId: from }, data: { byId: into } });
  await tx.priority.updateMany({ where: { byId: from }, data: { byId: into } });
  await tx.linking.updateMany({ where: { personId: from }, data: { personId: into } });
  // Takes the doubles along.
  await tx.person.delete({ where: { id: from } });
}
