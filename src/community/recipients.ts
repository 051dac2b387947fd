import type { Tx } from '../db.ts';

/** Somewhere that is told something: a channel, or a person. */
export type Destination = { platform: string; channel: string } | { platform: string; person: string };

/** The platform's own id of it, for a key. */
export function idOf(place: Destination): string {
  return 'channel' in place ? place.channel : place.person;
}

/** An account to which a person's messages go. */
export interface Recipients {
  personId: number;
  platform: string;
  person: string;
}

/**
 * The people with a role in a group, at one account each: on one of these platforms if they have one there.
 * @param where `kind: 'chair'` for its chairs alone
 */
export async function recipientsOf(
  tx: Tx,
  where: { groupId: number; kind?: 'chair' },
  platforms: readonly string[],
): Promise<Recipients[]> {
  const orderBy = [{ platform: 'asc' as const }, { user: 'asc' as const }];
  const roles = await tx.role.findMany({
    where,
    include: { person: { include: { accounts: { orderBy } } } },
    orderBy: { personId: 'asc' },
  });
  return roles.flatMap(({ personId, person: { accounts } }) => {
    const account = accounts.find(({ platform }) => platforms.includes(platform)) ?? accounts[0];
    return account ? [{ personId, platform: account.platform, person: account.user }] : [];
  });
}
