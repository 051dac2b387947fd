import type { App } from '../../app.ts';
import type { Tx } from '../../db.ts';
import { refresh } from '../../delivery/refresh.ts';
import { gathered } from '../due.ts';
import { renderIdea } from '../render.ts';
import { findIdea, supportOf } from '../store.ts';
import { copiesOf, wayTo } from './copies.ts';
import { holdDrawing } from './stale.ts';
import { endOf } from './tree.ts';

/** Draws an idea anew wherever it stands, if anything has changed: all that happens within two seconds in one drawing. */
export async function redrawIdea(app: App, id: number): Promise<void> {
  const now = app.now();
  const before = new Date(now.getTime() - gathered);
  const due = {
    id,
    stale: true,
    number: { not: null },
    OR: [{ drawnAt: null }, { drawnAt: { lte: before } }],
  };
  if (!(await app.db.idea.findFirst({ where: due, select: { id: true } }))) return;
  const woken = await app.db.$transaction(async (tx) => {
    await holdDrawing(tx, id);
    // Before the reading: what changes from here on is drawn the next time.
    const { count } = await tx.idea.updateMany({ where: due, data: { stale: false, drawnAt: now } });
    return count === 0 ? [] : draw(tx, id);
  });
  for (const one of woken) app.wake('delivery', String(one));
}

/** @returns ids of the deliveries to be woken */
async function draw(tx: Tx, id: number): Promise<number[]> {
  const end = await endOf(tx, id);
  const idea = { ...(await findIdea(tx, id)), merged: end === id ? null : await findIdea(tx, end) };
  const support = await supportOf(tx, id);
  const copies = await copiesOf(tx, id);
  const there = idea.merged ? await copiesOf(tx, end) : [];
  const woken: number[] = [];
  for (const copy of copies) {
    const message = renderIdea(idea, support, wayTo(there, copy));
    woken.push(...(await refresh(tx, [copy.key], message)));
  }
  return woken;
}
