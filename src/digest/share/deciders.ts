import type { Destination } from '../../community/recipients.ts';
import type { Prisma, Tx } from '../../db.ts';

/** Who is asked about a share, and where. */
export interface Deciders {
  who: 'chair' | 'office';
  places: Destination[];
}

/**
 * The group's chairs, each by a direct word; where no chair has an account, the office, in its channels or, if it has none, by
 * a direct word to its staff. Nobody is asked twice: of several accounts the one on `platform` is taken, else the first.
 * @param platform where the item was shared
 * @returns null when there is nobody to ask
 */
export async function decidersFor(tx: Tx, groupId: number, platform: string): Promise<Deciders | null> {
  const chairs = await accountsOf(tx, platform, { groupId, kind: 'chair' });
  if (chairs.length > 0) return { who: 'chair', places: chairs };
  const channels = await tx.channel.findMany({
    where: { group: { kind: 'office' } },
    select: { platform: true, channel: true },
    orderBy: { id: 'asc' },
  });
  if (channels.length > 0) return { who: 'office', places: channels };
  const staff = await accountsOf(tx, platform, { group: { kind: 'office' } });
  return staff.length > 0 ? { who: 'office', places: staff } : null;
}

async function accountsOf(tx: Tx, platform: string, where: Prisma.RoleWhereInput): Promise<Destination[]> {
  const people = await tx.person.findMany({
    where: { roles: { some: where } },
    select: { accounts: { orderBy: [{ platform: 'asc' }, { user: 'asc' }] } },
    orderBy: { id: 'asc' },
  });
  return people.flatMap(({ accounts }) => {
    const account = accounts.find((one) => one.platform === platform) ?? accounts[0];
    return account ? [{ platform: account.platform, person: account.user }] : [];
  });
}
