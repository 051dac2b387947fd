import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { keepPicture } from '../../delivery/picture.ts';
import { refresh } from '../../delivery/refresh.ts';
import { resultKey } from '../keys.ts';
import { type Post, postsOf } from '../posts.ts';
import { type Chart, type Closed, readOutcome } from './outcome.ts';
import { chartOf, type RenderedChart, renderClosed, renderResult } from './render-result.ts';

/** Puts a closed poll's result, in words and as a picture, where the poll stands: once. */
export async function announceResult(app: App, id: number): Promise<void> {
  const { db, now, secret, log } = app;
  const due = { id, state: 'closed', announcedAt: null } as const;
  if (!(await db.poll.findFirst({ where: due, select: { id: true } }))) return;
  // Drawn before the transaction, which shall be short; of two that draw at once, the same comes out.
  const closed = await readOutcome(db, secret, id);
  const chart = chartOf(closed);
  const png =
    chart &&
    (await draw(chart).catch((error) => {
      // A result without its picture says the same, and one that nobody hears of says nothing.
      log.error({ err: error, poll: id }, 'the chart of a result could not be drawn');
      return null;
    }));
  const at = now();
  await commit(app, async (tx, wake) => {
    const { count } = await tx.poll.updateMany({ where: due, data: { announcedAt: at } });
    if (count === 0) return;
    const drawn = chart && png && { name: await keepPicture(tx, at, png), chart };
    if (drawn) await tx.poll.update({ where: { id }, data: { chart: drawn.name } });
    wake('delivery', await tell(tx, at, closed, drawn));
  });
}

/** Loads what draws with the first chart: it is large, and most days need none. */
async function draw(chart: Chart): Promise<Uint8Array> {
  const { renderChart } = await import('./chart.ts');
  return renderChart(chart);
}

async function tell(tx: Tx, now: Date, closed: Closed, drawn: RenderedChart | null): Promise<number[]> {
  const { poll } = closed;
  const copies = (await postsOf(tx, poll)).filter((copy) => mayStand(copy, now));
  const woken: number[] = [];
  for (const zone of new Set(copies.map((copy) => copy.zone))) {
    const keys = copies.filter((copy) => copy.zone === zone).map(({ key }) => key);
    woken.push(...(await refresh(tx, keys, renderClosed(closed, drawn, zone))));
  }
  const message = renderResult(closed, drawn);
  const subject = { kind: 'poll' as const, id: poll.id };
  const results = copies.map(({ key }) => ({ key: resultKey(key), to: { under: key }, subject, message }));
  return [...woken, ...(await announce(tx, now, results))];
}

/** Does it stand, or may it still come to stand? What never will has no thread. */
function mayStand({ state, triedAt, expiresAt }: Post, now: Date): boolean {
  if (state !== 'waiting') return state === 'posted';
  return triedAt !== null || expiresAt === null || expiresAt > now;
}
