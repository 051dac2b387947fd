import type { PersonRef } from '../chat/incoming.ts';
import type { Prisma, Tx } from '../db.ts';

export type Group = Prisma.GroupGetPayload<object>;

/**
 * The person behind an account, made when the account acts for the first time. Of a stranger nothing is kept but the id.
 * Until the end of `tx` the account stays with this person, so that what is written for them is not lost when the
 * community file claims the account at the same moment.
 */
export async function personOf(tx: Tx, { platform, id }: PersonRef): Promise<{ id: number }> {
  for (;;) {
    const known = await tx.$queryRaw<{ id: number }[]>`
      SELECT person_id AS id FROM account WHERE platform = ${platform} AND "user" = ${id} FOR SHARE`;
    if (known[0]) return known[0];
    const person = await tx.person.create({ data: {}, select: { id: true } });
    // Waits for anybody who is making the same account, and does nothing if they did.
    const made = await tx.$executeRaw`
      INSERT INTO account (person_id, platform, "user") VALUES (${person.id}, ${platform}, ${id}) ON CONFLICT DO NOTHING`;
    if (made === 1) return person;
    await tx.person.delete({ where: { id: person.id } });
  }
}

/** The person behind an account, if there is one. */
export async function knownPerson(db: Tx, { platform, id }: PersonRef): Promise<{ id: number } | null> {
  const account = await db.account.findUnique({ where: { platform_user: { platform, user: id } } });
  return account && { id: account.personId };
}

/** The group under which a channel (the platform's own id) stands. */
export async function groupOfChannel(db: Tx, platform: string, channel: string): Promise<Group | null> {
  const found = await db.channel.findUnique({
    where: { platform_channel: { platform, channel } },
    include: { group: true },
  });
  return found?.group ?? null;
}

/** The channels of a group, on every platform, in the order in which they were added. */
export function channelsOf(db: Tx, groupId: number): Promise<Prisma.ChannelGetPayload<object>[]> {
  return db.channel.findMany({ where: { groupId }, orderBy: { id: 'asc' } });
}
