import type { Tx } from '../../db.ts';
import { type DataSubject, spell } from '../data-subject.ts';
import { judgedBy } from '../forgetting/rename.ts';
import { storedIdeas } from './held-ideas.ts';
import { storedPolls } from './held-polls.ts';
import { storedThemes } from './held-themes.ts';
import type { Reading } from './reading.ts';

/** All that is held of somebody, as it is exported: plain data, times in ISO 8601. */
export type StoredData = Awaited<ReturnType<typeof storedDataOf>>;

/** Reads all that is held of somebody, and nothing about anybody else: no answers of others, no words that were sent to them. */
export async function storedDataOf(tx: Tx, whose: DataSubject, reading: Reading) {
  const { accounts, name, slug } = whose;
  // Of a stranger no row has a person: no id is zero.
  const personId = whose.personId ?? 0;
  const anyAccount = accounts.map(({ platform, user }) => ({ platform, user }));
  const known = await tx.account.findMany({ where: { personId }, orderBy: { platform: 'asc' } });
  const roles = await tx.role.findMany({ where: { personId }, include: { group: true } });
  const codes = await tx.linking.findMany({ where: { OR: [{ personId }, ...anyAccount] } });
  const useful = await tx.useful.findMany({
    where: { personId },
    include: { entry: { include: { item: { select: { title: true } } } } },
    orderBy: { at: 'asc' },
  });
  const shares = await tx.share.findMany({
    where: { OR: [{ personId }, ...anyAccount] },
    include: { item: true, group: true },
    orderBy: { id: 'asc' },
  });
  const judged = await tx.share.findMany({
    // As it is shown: no row has the person.
    where: name === null ? { id: 0 } : judgedBy(name),
    include: { item: { select: { title: true } } },
    orderBy: { id: 'asc' },
  });
  const marks = await tx.needMark.findMany({
    where: { byId: personId },
    include: { need: true },
    orderBy: { id: 'asc' },
  });
  const stops = await tx.stop.findMany({ where: { byId: personId }, orderBy: { id: 'asc' } });
  const messages = await tx.delivery.findMany({
    where: { OR: accounts.map(({ platform, user }) => ({ platform, person: user })) },
    orderBy: { id: 'asc' },
  });
  return {
    at: reading.at,
    name,
    nameInCommunityFile: slug,
    accounts: known.map(({ platform, user, linked }) => ({ platform, user, linkedByYou: linked })),
    roles: roles.map(({ group, kind }) => ({ group: group.name, role: kind })),
    codesToLink: codes.map(({ platform, user, name, expiresAt }) => ({ platform, user, name, expiresAt })),
    foundUseful: useful.map(({ entry, at }) => ({ item: entry.item.title, at })),
    ...(await storedPolls(tx, whose, reading)),
    ...(await storedIdeas(tx, whose, reading)),
    ...(await storedThemes(tx, whose)),
    needsDecided: marks.map(({ need, state, session, day, link, reason, at, by }) => ({
      ...{ need: need.title, state, session, day, link, reason, at, as: by },
    })),
    stopsSet: stops.map(({ at, until }) => ({ at, until })),
    shares: shares.map((one) => ({
      item: one.item.title,
      address: one.item.address,
      group: one.group.name,
      why: one.why,
      state: one.state,
      name: one.name,
      account: spell(one),
      at: one.at,
    })),
    sharesDecided: judged.map(({ item, state, decidedAt, decidedBy }) => ({
      ...{ item: item.title, state, at: decidedAt, as: decidedBy },
    })),
    messagesToYou: messages.map(({ platform, person, createdAt, postedAt }) => ({
      ...{ platform, user: person, writtenAt: createdAt, sentAt: postedAt },
    })),
  };
}
