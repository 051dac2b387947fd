import type { PersonRef } from '../../chat/incoming.ts';
import { clean, shorten } from '../../chat/text.ts';
import { actorOf, moderators } from '../../community/access.ts';
import { type Group, personOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { Refusal } from '../../errors.ts';
import { type Deciders, decidersFor } from './deciders.ts';
import { askKey } from './keys.ts';
import { renderShare } from './render.ts';
import { refreshShare, settle } from './settle.ts';
import { findShares, freeItem, keepItem, type Share } from './store.ts';

/** How many items a person may share within an hour. */
export const SHARES_AN_HOUR = 5;

/** What a person wants to put before their group. */
export interface Given {
  group: Group;
  person: PersonRef;
  why: string;
  /** The item that is known already, or makes it. */
  item: (tx: Tx) => Promise<{ id: number }>;
}

/** What came of it. */
export interface Outcome {
  share: Share;
  /** `again`: this person has shared it before; `refused`: it was decided before that it is not for this group. */
  what: 'asked' | 'joined' | 'taken' | 'again' | 'refused';
  /** Who was asked. */
  who?: Deciders['who'];
  /** Deliveries to be woken after commit. */
  woken: number[];
}

/**
 * Puts a share down, once a person, group and item, and asks the deciders: once an item, whose later sharers join the first. Shared by
 * somebody who could decide it is taken at once.
 * @throws Refusal when the person has shared enough for now, or there is nobody to ask
 */
export async function submitShare(tx: Tx, now: Date, { group, person, why, item }: Given): Promise<Outcome> {
  const { id: personId } = await personOf(tx, person);
  // One share of a person after the other, so that none escapes the count.
  const [{ name }] = await tx.$queryRaw<[{ name: string | null }]>`
    SELECT name FROM person WHERE id = ${personId} FOR NO KEY UPDATE`;
  const { id: itemId } = await item(tx);
  await keepItem(tx, itemId);
  const [first, ...others] = await findShares(tx, group.id, itemId);
  const mine = [first, ...others].find(
    (one) => one?.personId === personId || (one?.platform === person.platform && one.user === person.id),
  );
  if (mine) return { share: mine, what: 'again', woken: [] };
  if (first?.state === 'refused') return { share: first, what: 'refused', woken: [] };
  await checkCount(tx, now, personId);
  const { id } = await tx.share.create({
    data: {
      groupId: group.id,
      itemId,
      why,
      personId,
      name: nameOf(name ?? person.name),
      platform: person.platform,
      user: person.id,
      at: now,
      // What was taken is taken for whoever comes later too, and news once more.
      ...(first?.state === 'taken' && { state: 'taken', decidedAt: now, decidedBy: first.decidedBy }),
    },
  });
  const shares = await findShares(tx, group.id, itemId);
  const share = shares.find((one) => one.id === id)!;
  if (first?.state === 'taken') {
    await freeItem(tx, share);
    return { share, what: 'taken', woken: [] };
  }
  if (moderators(group).may(await actorOf(tx, person))) {
    const woken = await settle(tx, now, share, { state: 'taken', by: share.name, except: id });
    return { share, what: 'taken', woken: woken ?? [] };
  }
  if (first) return { share, what: 'joined', woken: await refreshShare(tx, shares) };
  const deciders = await decidersFor(tx, group.id, person.platform);
  if (!deciders)
    throw new Refusal(
      `There is nobody yet who can decide for ${shorten(group.name, 120)}. Please speak to your chair or the office.`,
    );
  const message = renderShare(shares);
  const woken = await announce(
    tx,
    now,
    deciders.places.map((to) => ({
      key: askKey(id, to),
      to,
      subject: { kind: 'share' as const, id },
      page: 0,
      message,
    })),
  );
  return { share, what: 'asked', who: deciders.who, woken };
}

/** @throws Refusal when this person has shared enough for now */
export async function checkCount(tx: Tx, now: Date, personId: number): Promise<void> {
  const since = new Date(now.getTime() - 3_600_000);
  const count = await tx.share.count({ where: { personId, at: { gt: since } } });
  if (count >= SHARES_AN_HOUR)
    throw new Refusal(
      `You have shared ${count} pages within an hour, and somebody has to look at each. Please share more a little later.`,
    );
}

/** A name in one line, short enough to stand in a message. */
export function nameOf(name: string): string {
  const line = clean(name.replace(/\s+/g, ' '));
  return /[\p{L}\p{N}]/u.test(line) ? shorten(line, 80) : 'A colleague';
}
