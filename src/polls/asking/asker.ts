import type { PersonRef } from '../../chat/incoming.ts';
import { denial, isOffice, moderators, permit, type Role } from '../../community/access.ts';
import type { Group } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { askers, mayAsk } from '../rights.ts';

/** Somebody who may ask. */
export interface Asker {
  id: number;
  /** As it is shown. */
  name: string;
  office: boolean;
  /** The groups that they may ask and that have a channel, by name. */
  groups: Group[];
  /** The groups that they are something in. */
  roles: readonly Role[];
}

/** @throws Forbidden for whoever may ask nobody @throws Refusal when nobody could be reached */
export async function askerOf(tx: Tx, ref: PersonRef): Promise<Asker> {
  const { id, name, roles } = await permit(tx, ref, askers, 'ask a poll');
  const groups = await tx.group.findMany({
    where: isOffice(roles) ? {} : { id: { in: roles.map(({ groupId }) => groupId) } },
    include: { _count: { select: { channels: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const reached = groups.filter((group) => mayAsk(roles, group.id) && group._count.channels > 0);
  if (reached.length === 0)
    throw new Refusal(
      'There is no channel for polls yet. Please ask the office to add one to the community file.',
    );
  return { id, name, office: isOffice(roles), groups: reached, roles };
}

/**
 * Is each of the groups that stand in a form theirs to ask? The form may have been forged, or opened before a role was lost.
 * @param slugs as they were chosen or typed
 * @throws Forbidden, at the field of the groups
 */
export async function checkGroups(tx: Tx, { roles }: Asker, slugs: readonly string[]): Promise<void> {
  const groups = await tx.group.findMany({ orderBy: { name: 'asc' } });
  const foreign = groups.find(({ id, slug }) => slugs.includes(slug) && !mayAsk(roles, id));
  if (foreign) throw await denial(tx, moderators(foreign), 'ask its members', { field: 'groups' });
}

/**
 * In whose days and hours a poll of these groups is: the group's in whose channel it was asked, if it is one of them; else the
 * office's, if it asks; else the first one's.
 */
export function zoneOf(asker: Asker, groups: readonly Group[], here: Group | null): string {
  const standing = groups.find(({ id }) => id === here?.id);
  const office = asker.roles.find(({ group }) => group.kind === 'office')?.group;
  return (standing ?? office ?? groups[0] ?? asker.groups[0]!).zone;
}
