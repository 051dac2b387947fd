import type { Tx } from '../db.ts';
import type { Change } from './change.ts';
import { mergePeople } from './merge-people.ts';

/** Writes what ties groups, people and sources together. They must be there already. */
export async function writeLinks(tx: Tx, changes: readonly Change[]): Promise<void> {
  const groups = new Map((await tx.group.findMany()).map(({ slug, id }) => [slug, id]));
  const people = new Map(
    (await tx.person.findMany({ where: { slug: { not: null } } })).map(({ slug, id }) => [slug!, id]),
  );
  const sources = new Map((await tx.source.findMany()).map(({ address, id }) => [address, id]));
  for (const { act, what, row } of changes) {
    if (act === 'left') continue;
    if (what === 'channel') {
      const { platform, channel } = row;
      const groupId = groups.get(row.group)!;
      if (act === 'removed') await tx.channel.deleteMany({ where: { platform, channel } });
      if (act === 'added') await tx.channel.create({ data: { platform, channel, groupId } });
      if (act === 'moved')
        await tx.channel.update({ where: { platform_channel: { platform, channel } }, data: { groupId } });
    }
    if (what === 'account') {
      const { platform, user } = row;
      if (act === 'removed') await tx.account.deleteMany({ where: { platform, user } });
      else await claim(tx, { platform, user, personId: people.get(row.person!)! });
    }
    if (what === 'role') {
      const ids = { personId: people.get(row.person)!, groupId: groups.get(row.group)! };
      if (act === 'removed') await tx.role.deleteMany({ where: ids });
      else
        await tx.role.upsert({
          where: { personId_groupId: ids },
          create: { ...ids, kind: row.kind },
          update: { kind: row.kind },
        });
    }
    if (what === 'subscriptions') {
      const sourceId = sources.get(row.source)!;
      const groupIds = row.groups.map((slug) => groups.get(slug)!);
      if (act === 'removed')
        await tx.subscription.deleteMany({ where: { sourceId, groupId: { in: groupIds } } });
      else await tx.subscription.createMany({ data: groupIds.map((groupId) => ({ sourceId, groupId })) });
    }
  }
}

/**
 * Gives an account to a named person, whoever had it. Somebody without a name becomes that person, with other accounts that they
 * have linked and all that is kept of them.
 */
async function claim(tx: Tx, account: { platform: string; user: string; personId: number }): Promise<void> {
  const { platform, user, personId } = account;
  const where = { platform_user: { platform, user } };
  // Whether or not the plan knew the account: it may have acted for the first time since.
  await tx.$executeRaw`
    INSERT INTO account (person_id, platform, "user") VALUES (${personId}, ${platform}, ${user}) ON CONFLICT DO NOTHING`;
  const { person: old } = await tx.account.findUniqueOrThrow({ where, include: { person: true } });
  if (old.id !== personId && old.slug === null) await mergePeople(tx, old.id, personId);
  await tx.account.update({ where, data: { personId, linked: false } });
}
