import type { PersonRef } from '../../chat/incoming.ts';
import { shownName } from '../../chat/text.ts';
import { type Group, isOffice, knownPerson, type Role, rolesOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { mayAsk } from '../rights.ts';

/** Somebody who may ask. */
export interface Asker {
  id: number;
  /** As it is shown. */
  name: string;
  office: boolean;
  /** The groups that they may ask and that have a channel, by name. */
  groups: Group[];
  /** The groups that they are something in. */
  roles: Role[];
}

/** @throws Refusal for whoever may ask nobody, or nobody who could be reached */
export async function askerOf(tx: Tx, ref: PersonRef): Promise<Asker> {
  const known = await knownPerson(tx, ref);
  const roles = known ? await rolesOf(tx, known.id) : [];
  const groups = await tx.group.findMany({
    where: isOffice(roles) ? {} : { id: { in: roles.map(({ groupId }) => groupId) } },
    include: { _count: { select: { channels: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const mine = groups.filter(({ id }) => mayAsk(roles, id));
  if (!known || (mine.length === 0 && !isOffice(roles)))
    throw new Refusal(
      'Only the office and chairs of groups ask polls. To suggest one, please tell your chair.',
    );
  const reached = mine.filter(({ _count }) => _count.channels > 0);
  if (reached.length === 0)
    throw new Refusal(
      'There is no channel for polls yet. Please ask the office to add one to the community file.',
    );
  const person = await tx.person.findUniqueOrThrow({ where: { id: known.id } });
  return {
    id: known.id,
    name: shownName(person.name ?? ref.name),
    office: isOffice(roles),
    groups: reached,
    roles,
  };
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
