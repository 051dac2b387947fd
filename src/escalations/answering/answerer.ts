import type { PersonRef } from '../../chat/incoming.ts';
import { shorten, shownName } from '../../chat/text.ts';
import { actorOf, isChair } from '../../community/access.ts';
import { groupOfChannel, personOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Forbidden } from '../../errors.ts';
import type { ChangeToMake } from '../theme/change.ts';
import type { Raised } from '../theme/store.ts';

/**
 * The group for which somebody answers a question about a theme: that of the channel in which they do, if the theme is its; else one
 * that they chair, or brought it in for, who are asked as direct messages.
 * @param channel the platform's id; null from a direct conversation
 * @throws Forbidden when it is none
 */
export async function groupAnswering(
  tx: Tx,
  { groups }: Pick<Raised, 'groups'>,
  person: PersonRef,
  channel: string | null,
): Promise<number> {
  const here = channel === null ? null : await groupOfChannel(tx, person.platform, channel);
  const { id, roles } = await actorOf(tx, person);
  const found =
    groups.find(({ groupId }) => groupId === here?.id) ??
    groups.find(({ groupId }) => isChair(roles, groupId)) ??
    groups.find(({ byId }) => id !== null && byId === id);
  if (found) return found.groupId;
  const names = groups.slice(0, 3).map(({ group }) => shorten(group.name, 80));
  throw new Forbidden(
    `Only members in the channels of ${names.join(', ')}${groups.length > 3 ? ' and others' : ''} and their chairs can answer this question. Please answer it there.`,
    `channel or chair of group ${groups.map(({ groupId }) => groupId).join(' or ')}`,
  );
}

/** Who answers, with the name that is shown. */
export async function answererOf(tx: Tx, person: PersonRef): Promise<ChangeToMake['by']> {
  const { id } = await personOf(tx, person);
  const { name } = await tx.person.findUniqueOrThrow({ where: { id } });
  return { id, name: shownName(name ?? person.name), platform: person.platform, user: person.id };
}
