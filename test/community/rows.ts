import type { Db } from '../../src/db.ts';

/** Returns when a session of this database waits for a lock that another holds. */
export async function somebodyWaits(db: Db): Promise<void> {
  for (;;) {
    const [row] = await db.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (row!.n > 0n) return;
  }
}

/** An edition of the group `mr` with two items. @returns the entries' ids */
export async function twoEntries(db: Db, now: Date): Promise<number[]> {
  const group = await db.group.create({
    data: {
      slug: 'mr',
      name: 'MR',
      kind: 'sig',
      zone: 'Europe/London',
      digestDays: [],
      digestSize: 8,
      topics: {},
      keywords: [],
      createdAt: now,
    },
  });
  const edition = await db.edition.create({
    data: { groupId: group.id, day: '2026-11-20', state: 'composed', composedAt: now },
  });
  const ids: number[] = [];
  for (const key of ['a', 'b']) {
    const item = await db.item.create({
      data: { key, title: key, summary: '', authors: [], tags: [], seenAt: now },
    });
    const entry = await db.entry.create({
      data: { editionId: edition.id, groupId: group.id, itemId: item.id, rank: 1, score: 1, reasons: [] },
    });
    ids.push(entry.id);
  }
  return ids;
}
