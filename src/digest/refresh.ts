import type { App } from '../app.ts';
import { commit } from '../commit.ts';
import type { Tx } from '../db.ts';
import { refresh } from '../delivery/refresh.ts';
import { showing } from '../delivery/subject.ts';
import { renderEditionPages } from './pages.ts';
import { findEditionById } from './store.ts';

/** Milliseconds in which all presses on an edition become one drawing: platforms allow few edits. */
const gathered = 2_000;

/** The editions that show fewer than found something useful, or not what became of an item, but for those just drawn. */
export async function staleEditions({ db, now }: Pick<App, 'db' | 'now'>): Promise<number[]> {
  const before = new Date(now().getTime() - gathered);
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM edition WHERE (drawn_at IS NULL OR drawn_at <= ${before}) AND id IN (
      SELECT edition_id FROM useful JOIN entry ON entry.id = useful.entry_id WHERE NOT useful.drawn
      UNION
      SELECT edition_id FROM thing JOIN entry USING (item_id) WHERE NOT thing.drawn AND rank IS NOT NULL)
    LIMIT 300`;
  return rows.map(({ id }) => id);
}

/**
 * Draws an edition anew wherever it stands; and all other editions that show the items in it of which something became, whichever
 * groups they are of.
 */
export async function refreshEdition(app: App, id: number): Promise<void> {
  const now = app.now();
  const before = new Date(now.getTime() - gathered);
  await commit(app, async (tx, wake) => {
    const items = await changedItems(tx, id);
    const others = await tx.entry.findMany({
      where: { itemId: { in: items }, rank: { not: null } },
      select: { editionId: true },
    });
    const ids = [...new Set([id, ...others.map(({ editionId }) => editionId)])];
    // One at a time: an older count must not be written over a newer one. In one order, so that two never wait for each other.
    const held = await tx.$queryRaw<{ id: number; drawnAt: Date | null }[]>`
      SELECT id, drawn_at AS "drawnAt" FROM edition WHERE id = ANY(${ids}::int[]) ORDER BY id FOR NO KEY UPDATE`;
    const mine = held.find((one) => one.id === id);
    if (!mine || (mine.drawnAt && mine.drawnAt > before)) return;
    await tx.edition.updateMany({ where: { id: { in: ids } }, data: { drawnAt: now } });
    // Before the reading: what comes between is drawn now, and once more later.
    await tx.$executeRaw`
      UPDATE useful SET drawn = true FROM entry
      WHERE entry.id = useful.entry_id AND entry.edition_id = ANY(${ids}::int[]) AND NOT useful.drawn`;
    await tx.thing.updateMany({ where: { itemId: { in: items }, drawn: false }, data: { drawn: true } });
    for (const { id } of held) wake('delivery', await draw(tx, id));
  });
}

/** The items of an edition under which not everything stands that became of them. */
async function changedItems(tx: Tx, editionId: number): Promise<number[]> {
  const entries = await tx.entry.findMany({
    where: { editionId, rank: { not: null }, item: { thing: { drawn: false } } },
    select: { itemId: true },
  });
  return entries.map(({ itemId }) => itemId);
}

/** @returns ids of the deliveries to be woken */
async function draw(tx: Tx, id: number): Promise<number[]> {
  const posts = await tx.delivery.findMany({
    where: showing({ kind: 'edition', id }),
    select: { key: true, page: true },
  });
  if (posts.length === 0) return [];
  const pages = [...new Set(posts.map(({ page }) => page!))];
  const woken: number[] = [];
  for (const [page, message] of renderEditionPages(await findEditionById(tx, id), pages)) {
    const keys = posts.filter((post) => post.page === page).map(({ key }) => key);
    woken.push(...(await refresh(tx, keys, message)));
  }
  return woken;
}
