import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { refresh } from '../../delivery/refresh.ts';
import { postsOf } from '../posts.ts';
import { type Closed, readOutcome } from './outcome.ts';
import { chartOf, type RenderedChart, renderClosed } from './render-result.ts';

/** Draws a closed poll anew wherever it stands, when something has become of its result. The chart stays as it was drawn once. */
export async function refreshClosed(app: App, id: number): Promise<void> {
  const due = { pollId: id, drawn: false, poll: { announcedAt: { not: null } } };
  if (!(await app.db.thing.findFirst({ where: due, select: { id: true } }))) return;
  await commit(app, async (tx, wake) => {
    // Before the reading: what changes from here on is drawn the next time. The row is held, so that none writes over a newer one.
    const { count } = await tx.thing.updateMany({ where: due, data: { drawn: true } });
    if (count > 0) wake('delivery', await draw(tx, app.secret, id));
  });
}

/** @returns ids of the deliveries to be woken */
async function draw(tx: Tx, secret: string, id: number): Promise<number[]> {
  const { outcome } = await tx.thing.findUniqueOrThrow({ where: { pollId: id }, select: { outcome: true } });
  const closed = await readOutcome(tx, secret, id);
  const drawn = chartDrawn(closed);
  const woken: number[] = [];
  for (const { key, zone } of await postsOf(tx, closed.poll))
    woken.push(...(await refresh(tx, [key], renderClosed(closed, drawn, zone, outcome))));
  return woken;
}

/** The chart as it was drawn once. */
function chartDrawn(closed: Closed): RenderedChart | null {
  const chart = chartOf(closed);
  const name = closed.poll.chart;
  return name === null || chart === null ? null : { name, chart };
}
