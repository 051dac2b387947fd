import type { App } from '../../app.ts';
import { say } from '../../chat/message.ts';
import { commit } from '../../commit.ts';
import { channelsOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { type Announcement, announce } from '../../delivery/announce.ts';
import { newSalt } from '../../seal.ts';
import { closingOf, reminderOf } from '../calendar.ts';
import { droppedKey, pollKey } from '../keys.ts';
import { renderPoll } from '../render.ts';
import { findPoll, type Poll } from '../store.ts';
import { secretVoterHash } from '../voter.ts';
import { needsOf } from './need.ts';
import { planNext } from './repeat.ts';

/**
 * Sends out a planned poll whose time has come: once, however many try. If it is late, it lasts from now on. A repeated one plans the
 * next in the same transaction.
 */
export async function openPoll(app: App, id: number): Promise<void> {
  const now = app.now();
  const due = { id, state: 'planned' as const, opensAt: { lte: now } };
  if (!(await app.db.poll.findFirst({ where: due, select: { id: true } }))) return;
  await commit(app, async (tx, wake) => {
    const poll = await open(tx, now, id, app.secret);
    if (!poll) return;
    const announcements = await announcementsOf(tx, poll);
    if (announcements.length === 0) {
      // Its channels were taken away since it was planned. Nobody can answer it; a later one may find channels again.
      await tx.poll.update({ where: { id }, data: { state: 'dropped', salt: null, remindAt: null } });
      app.log.warn({ poll: id }, 'a poll did not go out: none of its groups has a channel any more');
      announcements.push(...(await regret(tx, poll)));
    }
    await planNext(tx, now, poll);
    wake('delivery', await announce(tx, now, announcements));
  });
}

/** @returns undefined when it is not its time, or another was quicker */
async function open(tx: Tx, now: Date, id: number, secret: string): Promise<Poll | undefined> {
  const { lasts, zone, anonymous, template, options } = await findPoll(tx, id);
  const closesAt = closingOf(now, lasts, zone);
  const { count } = await tx.poll.updateMany({
    where: { id, state: 'planned', opensAt: { lte: now } },
    data: {
      state: 'open',
      openedAt: now,
      closesAt,
      remindAt: reminderOf(now, closesAt, zone),
      salt: anonymous ? newSalt() : null,
      secretMark: secretVoterHash(secret),
      drawnAt: now,
    },
  });
  if (count === 0) return undefined;
  if (template === 'need' || template === 'pulse') {
    const needs = await needsOf(
      tx,
      now,
      options.map(({ text }) => text),
    );
    for (const [at, option] of options.entries())
      await tx.pollOption.update({ where: { id: option.id }, data: { needId: needs[at]! } });
  }
  return findPoll(tx, id);
}

/** Tells its asker, if anybody knows them, that a poll did not go out. */
async function regret(tx: Tx, { id, askerId, question }: Poll): Promise<Announcement[]> {
  const account = await tx.account.findFirst({
    where: { personId: askerId ?? 0 },
    orderBy: { platform: 'asc' },
  });
  if (!account) return [];
  const words = `Your poll “${question}” did not go out: none of its groups has a channel any more. Please ask the office to add one to the community file, then ask again with /needs ask.`;
  return [
    {
      key: droppedKey(id),
      to: { platform: account.platform, person: account.user },
      subject: { kind: 'poll', id },
      message: say(words),
    },
  ];
}

/** The poll in every channel of its groups, in the group's own hours. Once it has closed, it is too late to post it. */
async function announcementsOf(tx: Tx, poll: Poll): Promise<Announcement[]> {
  const all: Announcement[] = [];
  for (const { group } of poll.groups) {
    const message = renderPoll(poll, { answers: 0, shown: { answers: 0, counts: new Map() } }, group.zone);
    for (const { platform, channel } of await channelsOf(tx, group.id))
      all.push({
        key: pollKey(poll.id, { platform, channel }),
        to: { platform, channel },
        subject: { kind: 'poll', id: poll.id },
        page: 0,
        message,
        expiresAt: poll.closesAt,
      });
  }
  return all;
}
