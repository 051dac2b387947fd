import type { Tx } from '../../db.ts';
import type { DataSubject } from '../data-subject.ts';
import { dropFlagged } from './forget-themes.ts';
import { pseudonym } from './pseudonym.ts';

/**
 * Takes somebody out of what was flagged and raised. Their flags and drafts go; what they raised, decided and had in hand stays, with
 * nobody's account: a theme that was theirs is the council's again.
 */
export async function eraseThemes(tx: Tx, { personId }: DataSubject): Promise<void> {
  if (personId === null) return;
  // First, and in their order: whoever changes a theme holds it, and then draws its messages.
  await tx.$queryRaw`
    SELECT id FROM theme WHERE raiser_id = ${personId} OR owner_id = ${personId}
      OR EXISTS (SELECT FROM theme_group WHERE theme_id = theme.id AND by_id = ${personId})
      OR EXISTS (SELECT FROM theme_change WHERE theme_id = theme.id AND by_id = ${personId})
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.theme.deleteMany({ where: { raiserId: personId, state: 'draft' } });
  await tx.theme.updateMany({ where: { raiserId: personId }, data: { raiserId: null, raiser: pseudonym } });
  await tx.theme.updateMany({
    where: { ownerId: personId },
    data: { ownerId: null, owner: pseudonym, ownerPlatform: null, ownerUser: null },
  });
  const nobody = { byId: null, by: pseudonym };
  await tx.themeGroup.updateMany({
    where: { byId: personId },
    data: { ...nobody, platform: '', user: '' },
  });
  await tx.themeChange.updateMany({ where: { byId: personId }, data: nobody });
  await tx.priority.updateMany({ where: { byId: personId }, data: nobody });
  const flags = await tx.flag.findMany({ where: { personId }, select: { thingId: true } });
  await tx.flag.deleteMany({ where: { personId } });
  await dropFlagged(
    tx,
    flags.map(({ thingId }) => thingId),
  );
}
