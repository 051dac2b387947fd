import type { App } from '../app.ts';
import { commit } from '../commit.ts';
import type { Tx } from '../db.ts';
import { announce } from '../delivery/announce.ts';
import { about } from '../delivery/subject.ts';
import { draft } from './draft.ts';
import { pageKey } from './keys.ts';
import { renderEdition } from './render.ts';
import { closesAt, newsFor, scheduleOf, slotBefore } from './schedule.ts';
import type { Edition } from './store.ts';

/**
 * Makes a group's edition for the slot that has come, and announces it in the group's channels: once, however often it is called.
 * Too late for its day it is only noted as missed, and its items roll into the next. A quiet day says nothing.
 */
export async function compose(app: App, groupId: number): Promise<void> {
  const now = app.now();
  await commit(app, async (tx, wake) => {
    const group = await tx.group.findUnique({ where: { id: groupId } });
    const slot = group && slotBefore(scheduleOf(group), now);
    if (!slot) return;
    // The row is the lock: a second composer waits here for the first, and then finds nothing to do.
    const { count } = await tx.edition.createMany({
      data: [{ groupId, day: slot.day, state: 'missed', composedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0 || now >= closesAt(slot)) return;
    await release(tx, groupId, now);
    const edition = await draft(tx, groupId, slot.day, now);
    if (edition.state === 'composed')
      wake('delivery', await announceEdition(tx, now, edition, closesAt(slot)));
  });
}

async function announceEdition(tx: Tx, now: Date, edition: Edition, expiresAt: Date): Promise<number[]> {
  const { id, group, groupId, day } = edition;
  const pages = renderEdition(edition);
  for (const [page, { entries }] of pages.entries())
    await tx.entry.updateMany({ where: { id: { in: entries } }, data: { page } });
  const channels = await tx.channel.findMany({ where: { groupId }, orderBy: { id: 'asc' } });
  const announcements = channels.flatMap(({ platform, channel }) =>
    pages.map(({ message }, page) => ({
      key: pageKey({ slug: group.slug, day, page }, { platform, channel }),
      to: { platform, channel },
      subject: { kind: 'edition' as const, id },
      page,
      message,
      expiresAt,
    })),
  );
  return announce(tx, now, announcements);
}

/** Editions that could not be posted anywhere give their items back: they are news still. One that stood and was deleted does not. */
async function release(tx: Tx, groupId: number, now: Date): Promise<void> {
  const editions = await tx.edition.findMany({
    where: { groupId, state: 'composed', composedAt: { gt: new Date(now.getTime() - newsFor) } },
  });
  for (const { id } of editions) {
    // What waits counts only while it may be posted, or may stand already: not all that has expired is noted as failed yet.
    const may = [{ triedAt: { not: null } }, { expiresAt: { gt: now } }];
    const stands = await tx.delivery.count({
      where: {
        ...about({ kind: 'edition', id }),
        OR: [{ postedAt: { not: null } }, { state: 'waiting', OR: may }],
      },
    });
    if (stands > 0) continue;
    await tx.entry.deleteMany({ where: { editionId: id } });
    await tx.edition.update({ where: { id }, data: { state: 'missed' } });
  }
}
