import type { App } from '../app.ts';
import { refresh } from '../delivery/refresh.ts';
import { editionKey, pageIn } from './keys.ts';
import { renderEdition } from './render.ts';
import { findEditionById } from './store.ts';

/** Milliseconds in which all presses on an edition become one drawing: platforms allow few edits. */
const gathered = 2_000;

/** The editions that show fewer than found something useful, but for those just drawn. */
export async function staleEditions({ db, now }: Pick<App, 'db' | 'now'>): Promise<number[]> {
  const before = new Date(now().getTime() - gathered);
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT edition.id FROM useful
    JOIN entry ON entry.id = useful.entry_id JOIN edition ON edition.id = entry.edition_id
    WHERE NOT useful.drawn AND (edition.drawn_at IS NULL OR edition.drawn_at <= ${before}) LIMIT 300`;
  return rows.map(({ id }) => id);
}

/** Draws an edition's counts anew wherever it stands. */
export async function redrawEdition(app: App, id: number): Promise<void> {
  const now = app.now();
  const woken = await app.db.$transaction(async (tx) => {
    // One at a time: an older count must not be written over a newer one.
    const mine = await tx.$executeRaw`
      UPDATE edition SET drawn_at = ${now}
      WHERE id = ${id} AND (drawn_at IS NULL OR drawn_at <= ${new Date(now.getTime() - gathered)})`;
    if (mine === 0) return [];
    // Before the counting: a press that comes between is counted now, and once more drawn later.
    await tx.$executeRaw`
      UPDATE useful SET drawn = true FROM entry
      WHERE entry.id = useful.entry_id AND entry.edition_id = ${id} AND NOT useful.drawn`;
    const edition = await findEditionById(tx, id);
    const pages = renderEdition(edition);
    const startsWith = `${editionKey(edition.group.slug, edition.day)}/`;
    const standing = await tx.delivery.findMany({ where: { key: { startsWith } }, select: { key: true } });
    const changed: number[] = [];
    for (const [page, message] of pages.entries()) {
      const keys = standing.map(({ key }) => key).filter((key) => pageIn(key) === page);
      changed.push(...(await refresh(tx, keys, message)));
    }
    return changed;
  });
  for (const one of woken) app.wake('delivery', String(one));
}
