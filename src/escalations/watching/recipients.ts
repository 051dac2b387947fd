import { type Destination, recipientsOf } from '../../community/recipients.ts';
import type { Tx } from '../../db.ts';
import type { Council } from '../theme/store.ts';

/** The council's channels; its people, where it has none. */
export async function councilPlaces(tx: Tx, { groupId, channels }: Council): Promise<Destination[]> {
  if (channels.length > 0) return channels;
  return groupId === null ? [] : peopleOf(tx, [groupId]);
}

/** The channels of the President's Advisory Committee; its contact, where it has none. */
export async function advisoryPlaces(tx: Tx): Promise<Destination[]> {
  const groups = await tx.group.findMany({ where: { kind: 'advisory' }, orderBy: { id: 'asc' } });
  const ids = groups.map(({ id }) => id);
  const channels = await channelsOfAll(tx, ids);
  return channels.length > 0 ? channels : peopleOf(tx, ids);
}

/** The channels of these groups, and their chairs, each chair at one account. */
export async function groupPlaces(tx: Tx, groupIds: readonly number[]): Promise<Destination[]> {
  return [...(await channelsOfAll(tx, groupIds)), ...(await chairsOf(tx, groupIds))];
}

/** The chairs of these groups, each at one account: on a platform of their group's channels if they have one there. */
export async function chairsOf(tx: Tx, groupIds: readonly number[]): Promise<Destination[]> {
  return peopleOf(tx, groupIds, 'chair');
}

async function channelsOfAll(
  tx: Tx,
  groupIds: readonly number[],
): Promise<{ platform: string; channel: string }[]> {
  return tx.channel.findMany({
    where: { groupId: { in: [...groupIds] } },
    select: { platform: true, channel: true },
    orderBy: { id: 'asc' },
  });
}

async function peopleOf(tx: Tx, groupIds: readonly number[], kind?: 'chair'): Promise<Destination[]> {
  const people = new Map<number, Destination>();
  for (const groupId of groupIds) {
    const platforms = (await channelsOfAll(tx, [groupId])).map(({ platform }) => platform);
    for (const { personId, platform, person } of await recipientsOf(
      tx,
      { groupId, ...(kind ? { kind } : {}) },
      platforms,
    ))
      if (!people.has(personId)) people.set(personId, { platform, person });
  }
  return [...people.values()];
}

/** Whoever has a theme, while they are of the council. */
export async function ownerPlace(
  tx: Tx,
  theme: { ownerId: number | null; ownerPlatform: string | null; ownerUser: string | null },
): Promise<Destination | null> {
  const { ownerId, ownerPlatform: platform, ownerUser: person } = theme;
  if (ownerId === null || platform === null || person === null) return null;
  const seat = await tx.role.findFirst({ where: { personId: ownerId, group: { kind: 'council' } } });
  return seat && { platform, person };
}
