import type { App } from '../app.ts';
import type { Tx } from '../db.ts';
import { announce } from '../delivery/announce.ts';
import { draft } from './draft.ts';
import { editionKey, partKey } from './keys.ts';
import { renderEdition } from './render.ts';
import { closes, slotBefore } from './schedule.ts';
import type { Edition } from './store.ts';

/**
 * Makes a group's edition for the slot that has come, and announces it in the group's channels: once, however often it is called.
 * Too late for its day it is only noted as missed, and its items roll into the next. A quiet day says nothing.
 */
export async function compose(app: App, groupId: number): Promise<void> {
  const now = app.now();
  const woken = await app.db.$transaction(async (tx) => {
    const group = await tx.group.findUnique({ where: { id: groupId } });
    const slot =
      group && slotBefore({ zone: group.zone, time: group.digestTime, days: group.digestDays }, now);
    if (!slot) return [];
    // The row is the lock: a second composer waits here for the first, and then finds nothing to do.
    const { count } = await tx.edition.createMany({
      data: [{ groupId, day: slot.day, state: 'missed', composedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0 || now >= closes(slot)) return [];
    await release(tx, groupId, group.slug);
    const edition = await draft(tx, groupId, slot.day, now);
    return edition.state === 'composed' ? announceEdition(tx, now, edition, closes(slot)) : [];
  });
  for (const id of woken) app.wake('delivery', String(id));
}

async function announceEdition(tx: Tx, now: Date, edition: Edition, expiresAt: Date): Promise<number[]> {
  const { group, groupId, day } = edition;
  const pages = renderEdition(edition);
  const channels = await tx.channel.findMany({ where: { groupId }, orderBy: { id: 'asc' } });
  const announcements = channels.flatMap(({ platform, channel }) =>
    pages.map((message, page) => ({
      key: partKey(editionKey(group.slug, day), { platform, channel }, page),
      to: { platform, channel },
      message,
      expiresAt,
    })),
  );
  return announce(tx, now, announcements);
}

/** An edition that could not be posted anywhere gives its items back: they are news still. */
async function release(tx: Tx, groupId: number, slug: string): Promise<void> {
  const last = await tx.edition.findFirst({
    where: { groupId, state: 'composed' },
    orderBy: { day: 'desc' },
  });
  if (!last) return;
  const startsWith = `${editionKey(slug, last.day)}/`;
  if ((await tx.delivery.count({ where: { key: { startsWith }, state: { not: 'failed' } } })) > 0) return;
  await tx.entry.deleteMany({ where: { editionId: last.id } });
  await tx.edition.update({ where: { id: last.id }, data: { state: 'missed' } });
}
