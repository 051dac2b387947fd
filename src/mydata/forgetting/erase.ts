import { randomBytes } from 'node:crypto';
import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { laneOf } from '../../delivery/delivery.ts';
import { lock } from '../../locks.ts';
import type { DataSubject } from '../data-subject.ts';
import { leaveToAnonymous } from './anonymous-owner.ts';
import { eraseBallots } from './erase-ballots.ts';
import { eraseIdeas } from './erase-ideas.ts';
import { eraseThemes } from './erase-themes.ts';
import { tellOffice } from './office.ts';
import { pseudonym } from './pseudonym.ts';
import { bearing, judgedBy, rename } from './rename.ts';

/** What an erasure has found. */
export interface Erased {
  /** The name in the community file that somebody has to be taken out of, or null. */
  slug: string | null;
  /** The office's channels were told so. */
  told: boolean;
}

/**
 * Erases somebody, at once and in one transaction: their row and all that hangs on it, their accounts, roles, links and follows, their
 * name wherever it was kept and wherever a message of ours bears it. What they had counted stays counted, and what they gave to all,
 * signed ideas, polls, themes, decisions, stays, of “a former member”; what they flagged does not. The senders of ideas go for good,
 * also of anonymous ones.
 * That they are stopped from sending ideas stays until it is over, as a keyed hash: erasing would else be the way round it.
 * @param find who it is; called when nobody else can change it any more
 * @param office it asked for it itself, so it need not be told
 */
export function erase(
  app: Pick<App, 'db' | 'now' | 'secret' | 'wake'>,
  find: (tx: Tx) => Promise<DataSubject>,
  office = false,
): Promise<Erased> {
  const { now, secret } = app;
  return commit(app, async (tx, wake) => {
    await lock(tx, 'identities');
    const whose = await find(tx);
    // An act of theirs that is under way ends before; one that comes later finds nobody (personOf).
    await tx.$queryRaw`SELECT FROM account WHERE person_id = ${whose.personId ?? 0} FOR UPDATE`;
    // Before any ballots, as whoever counts the votes locks them (locks.ts).
    await tx.$queryRaw`SELECT FROM poll WHERE asker_id = ${whose.personId ?? 0} ORDER BY id FOR NO KEY UPDATE`;
    const names = await bearing(tx, secret, whose);
    await eraseBallots(tx, secret, whose);
    await eraseIdeas(tx, secret, whose);
    await eraseThemes(tx, whose);
    await eraseNames(tx, whose);
    await eraseMessages(tx, whose);
    wake('delivery', await rename(tx, names));
    if (whose.personId !== null) {
      await leaveToAnonymous(tx, whose.personId);
      await tx.person.delete({ where: { id: whose.personId } });
    }
    const told = office || whose.slug === null ? [] : await tellOffice(tx, now(), whose.slug);
    wake('delivery', told);
    return { slug: whose.slug, told: told.length > 0 };
  });
}

/** What they asked, decided and shared stays, under no name. */
async function eraseNames(tx: Tx, { personId, name, accounts }: DataSubject): Promise<void> {
  const mine = accounts.map(({ platform, user }) => ({ platform, user }));
  if (personId !== null) {
    await tx.poll.updateMany({ where: { askerId: personId, state: 'open' }, data: { stale: true } });
    await tx.poll.updateMany({ where: { askerId: personId }, data: { asker: pseudonym } });
    await tx.needMark.updateMany({ where: { byId: personId }, data: { by: pseudonym } });
  }
  if (name !== null) await tx.share.updateMany({ where: judgedBy(name), data: { decidedBy: pseudonym } });
  const shares = await tx.share.findMany({ where: { OR: [{ personId: personId ?? 0 }, ...mine] } });
  for (const { id } of shares)
    await tx.share.update({
      where: { id },
      // A group's share of an item is one account's: two former ones are two.
      data: { personId: null, name: pseudonym, user: `former-${randomBytes(12).toString('hex')}` },
    });
  await tx.linking.deleteMany({ where: { OR: [{ personId: personId ?? 0 }, ...mine] } });
}

/** What was or would be sent to them, and the lanes that bear their names. */
async function eraseMessages(tx: Tx, { accounts }: DataSubject): Promise<void> {
  const lanes = accounts.map(({ platform, user }) => laneOf({ platform, person: user }));
  // The lane before its deliveries, as whoever posts locks them.
  await tx.lane.deleteMany({ where: { name: { in: lanes } } });
  await tx.delivery.deleteMany({ where: { lane: { in: lanes } } });
}
