import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { refresh } from '../../delivery/refresh.ts';
import { lock } from '../../locks.ts';
import { DEBOUNCE_MS } from '../due.ts';
import { postsOf, wayTo } from '../idea/posts.ts';
import { renderIdea } from '../idea/render.ts';
import { findIdea, supportOf } from '../idea/store.ts';
import { endOf } from '../idea/tree.ts';
import { listInCall } from './call-lines.ts';

/** Draws an idea anew wherever it stands, if anything has changed, or become of it: all that happens within two seconds in one drawing. */
export async function refreshIdea(app: App, id: number): Promise<void> {
  const now = app.now();
  const before = new Date(now.getTime() - DEBOUNCE_MS);
  const due = {
    id,
    number: { not: null },
    AND: [
      { OR: [{ stale: true }, { thing: { drawn: false } }] },
      { OR: [{ drawnAt: null }, { drawnAt: { lte: before } }] },
    ],
  };
  if (!(await app.db.idea.findFirst({ where: due, select: { id: true } }))) return;
  await commit(app, async (tx, wake) => {
    // Everybody who marked it has committed what they wrote.
    await lock(tx, 'ideaPosts', id);
    // Before the reading: what changes from here on is drawn the next time.
    const { count } = await tx.idea.updateMany({ where: due, data: { stale: false, drawnAt: now } });
    if (count === 0) return;
    await tx.thing.updateMany({ where: { ideaId: id, drawn: false }, data: { drawn: true } });
    wake('delivery', await draw(tx, now, id));
  });
}

/** @returns ids of the deliveries to be woken */
async function draw(tx: Tx, at: Date, id: number): Promise<number[]> {
  const end = await endOf(tx, id);
  const idea = { ...(await findIdea(tx, id)), merged: end === id ? null : await findIdea(tx, end) };
  const support = await supportOf(tx, id);
  const thing = await tx.thing.findUnique({ where: { ideaId: id }, select: { outcome: true } });
  const copies = await postsOf(tx, id);
  const there = idea.merged ? await postsOf(tx, end) : [];
  const woken: number[] = [];
  for (const copy of copies) {
    const message = renderIdea(idea, support, wayTo(there, copy), thing?.outcome);
    woken.push(...(await refresh(tx, [copy.key], message)));
  }
  const listed = await listInCall(tx, at, idea, copies);
  if (listed.waits) await tx.idea.update({ where: { id }, data: { stale: true } });
  return [...woken, ...listed.woken];
}
