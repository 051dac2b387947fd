import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import { recipientsOf } from '../../community/recipients.ts';
import { channelsOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import type { EscalationId } from '../../queues.ts';
import { addDays, type Day, dayIn, instantOf, weekday } from '../../time.ts';
import { workingDayFrom } from '../../working-days.ts';
import { flagsKey } from '../keys.ts';
import { waysTo } from '../theme/thing.ts';
import { flaggedBy, ungathered } from './flagged.ts';
import { renderNote } from './render.ts';

/** Local time at which chairs are written to: on Monday, or the first working day after it. */
const morning = '09:00';

/** The newest weekly slot that has come. @param zone in which the group lives */
export function slotBefore(zone: string, now: Date): { day: Day; at: Date } {
  const today = dayIn(zone, now);
  const monday = addDays(today, 1 - weekday(today));
  const day = workingDayFrom(monday, zone);
  const at = instantOf(day, morning, zone);
  if (at <= now) return { day, at };
  const before = workingDayFrom(addDays(monday, -7), zone);
  return { day: before, at: instantOf(before, morning, zone) };
}

/** The groups, as `flags-3`, whose chairs are to be told of what was flagged since the last time. */
export async function dueNotes({ db, now }: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  const at = now();
  const groups = await db.group.findMany({
    where: { flags: { some: {} }, roles: { some: { kind: 'chair' } } },
    select: { id: true, zone: true, notedAt: true },
    orderBy: { id: 'asc' },
  });
  const due: EscalationId[] = [];
  for (const group of groups) if (await isDue(db, group, at)) due.push(`flags-${group.id}`);
  return due;
}

type Noted = { id: number; zone: string; notedAt: Date | null };

async function isDue(tx: Tx, { id, zone, notedAt }: Noted, now: Date): Promise<boolean> {
  const slot = slotBefore(zone, now);
  if (notedAt && notedAt >= slot.at) return false;
  // What was flagged after the slot waits for the next.
  const flag = await tx.flag.findFirst({
    where: {
      groupId: id,
      at: { lte: slot.at, ...(notedAt ? { gt: notedAt } : {}) },
      thing: ungathered(id),
    },
    select: { thingId: true },
  });
  return flag !== null;
}

/** Writes to each chair of a group once a week, if anything was flagged since the last time. */
export async function noteFlags(app: App, groupId: number): Promise<void> {
  const at = app.now();
  await commit(app, async (tx, wake) => {
    const group = await tx.group.findUnique({ where: { id: groupId } });
    if (!group || !(await isDue(tx, group, at))) return;
    const { day, at: notedAt } = slotBefore(group.zone, at);
    // The row decides which of several processes writes.
    const { count } = await tx.group.updateMany({
      where: { id: groupId, OR: [{ notedAt: null }, { notedAt: { lt: notedAt } }] },
      data: { notedAt },
    });
    if (count === 0) return;
    const all = await flaggedBy(tx, groupId);
    const things = all.slice(0, 3).map(({ thing }) => thing);
    const platforms = (await channelsOf(tx, groupId)).map(({ platform }) => platform);
    const announcements = [];
    for (const { platform, person } of await recipientsOf(tx, { groupId, kind: 'chair' }, platforms)) {
      const to = { platform, person };
      const message = renderNote(group, all, await waysTo(tx, things, platform));
      const subject = { kind: 'flag_note' as const, id: groupId };
      announcements.push({ key: flagsKey(group.slug, day, to), to, subject, message });
    }
    wake('delivery', await announce(tx, at, announcements));
  });
}
