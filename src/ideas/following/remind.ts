import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import { type Destination, idOf, recipientsOf } from '../../community/recipients.ts';
import { channelsOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { lock } from '../../locks.ts';
import { dayIn } from '../../time.ts';
import { inactiveFrom, nextMorning } from '../idea/inactivity.ts';
import { reminderKey } from '../keys.ts';
import { REMINDED_AT_ONCE, renderReminder } from './render-reminder.ts';

/**
 * Reminds the chair, and later the office, of ideas of which nothing was heard: all that is due of a group, or for the office, in one
 * message a day. What comes too late for it, or is too much, waits for the next working day.
 */
export async function remindOfIdeas(app: App, id: number): Promise<void> {
  const { db, now, log } = app;
  const at = now();
  const due = { number: { not: null }, quietUntil: { lte: at } };
  const idea = await db.idea.findFirst({ where: { ...due, id }, select: { groupId: true } });
  if (!idea) return;
  await commit(app, async (tx, wake) => {
    await lock(tx, 'ideaReminders');
    // Of what a chair has hidden nobody waits for a word, unless it is shown again.
    const hidden = await tx.idea.findMany({ where: { ...due, hidden: true }, select: { id: true } });
    await put(
      tx,
      hidden.map((one) => one.id),
      (zone) => inactiveFrom(at, zone),
      {},
    );
    wake('delivery', await remindChairs(tx, at, idea.groupId));
    wake('delivery', await remindOffice(tx, at, log));
  });
}

async function remindChairs(tx: Tx, at: Date, groupId: number): Promise<number[]> {
  const group = await tx.group.findUniqueOrThrow({ where: { id: groupId } });
  const channels = await channelsOf(tx, groupId);
  const platforms = channels.map(({ platform }) => platform);
  const to = await recipientsOf(tx, { groupId, kind: 'chair' }, platforms);
  if (to.length === 0) return [];
  const all = await tx.idea.findMany({
    where: { groupId, number: { not: null }, reminders: 0, quietUntil: { lte: at } },
    select: { id: true },
    orderBy: [{ quietUntil: 'asc' }, { id: 'asc' }],
  });
  return remind(
    tx,
    at,
    group,
    'chair',
    to,
    all.map(({ id }) => id),
  );
}

async function remindOffice(tx: Tx, at: Date, log: App['log']): Promise<number[]> {
  const all = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM idea WHERE number IS NOT NULL AND quiet_until <= ${at} AND (reminders > 0 OR NOT EXISTS (
      SELECT FROM role JOIN account USING (person_id) WHERE role.group_id = idea.group_id AND role.kind = 'chair'))
    ORDER BY quiet_until, id`;
  if (all.length === 0) return [];
  const ids = all.map(({ id }) => id);
  const office = await tx.group.findFirst({ where: { kind: 'office' }, orderBy: { id: 'asc' } });
  const channels = office ? await channelsOf(tx, office.id) : [];
  const to: Destination[] = channels.map(({ platform, channel }) => ({ platform, channel }));
  if (office && to.length === 0) to.push(...(await recipientsOf(tx, { groupId: office.id }, [])));
  if (office && to.length > 0) return remind(tx, at, office, 'office', to, ids);
  log.warn(
    { ideas: ids.length },
    'nobody can be reminded of inactive ideas: the office has no channel or account',
  );
  await put(tx, ids, (zone) => nextMorning(at, zone), {});
  return [];
}

/** @param group that is reminded, and whose day it is @param ids those that are due */
async function remind(
  tx: Tx,
  at: Date,
  group: { id: number; slug: string; zone: string },
  whom: 'chair' | 'office',
  to: readonly Destination[],
  ids: readonly number[],
): Promise<number[]> {
  if (ids.length === 0) return [];
  const day = dayIn(group.zone, at);
  const keyed = to.map((one) => {
    return { one, key: reminderKey(group.slug, day, { platform: one.platform, whom: idOf(one) }) };
  });
  const today = await tx.delivery.findFirst({ where: { key: { in: keyed.map(({ key }) => key) } } });
  const now = today ? [] : ids.slice(0, REMINDED_AT_ONCE);
  await put(tx, ids.slice(now.length), (zone) => nextMorning(at, zone), {});
  await put(tx, now, (zone) => inactiveFrom(at, zone), { reminders: whom === 'chair' ? 1 : 2 });
  const subject = { kind: 'idea_reminder' as const, id: group.id };
  const woken: number[] = [];
  for (const { one, key } of now.length > 0 ? keyed : []) {
    const message = await renderReminder(tx, now, whom, one);
    woken.push(...(await announce(tx, at, [{ key, to: one, subject, message }])));
  }
  return woken;
}

/** Puts off when they are due again. */
async function put(
  tx: Tx,
  ids: readonly number[],
  until: (zone: string) => Date,
  more: { reminders?: number },
): Promise<void> {
  const zones = await tx.group.findMany({
    where: { ideas: { some: { id: { in: [...ids] } } } },
    select: { id: true, zone: true },
  });
  for (const { id: groupId, zone } of zones)
    await tx.idea.updateMany({
      where: { id: { in: [...ids] }, groupId },
      data: { quietUntil: until(zone), ...more },
    });
}
