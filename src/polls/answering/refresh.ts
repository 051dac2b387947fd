import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { refresh } from '../../delivery/refresh.ts';
import { lock } from '../../locks.ts';
import { COUNTED_AFTER_MS } from '../due.ts';
import { type Post, postsOf } from '../posts.ts';
import { renderPoll } from '../render.ts';
import { findPoll, liveTallyOf, type Poll } from '../store.ts';
import { secretVoterHash } from '../voter.ts';
import { countBallots } from './count-ballots.ts';
import { mergeBallots } from './merge-ballots.ts';

/**
 * Milliseconds that a poll of many copies rests longer for each above twenty: a hundred are drawn every four seconds, not every two.
 * Discord takes fifty requests a second in all, and people who press want theirs.
 */
const restForCopy = 30;
const fewCopies = 20;

/** Draws an open poll anew wherever it stands, if anything has changed: all answers of two seconds in one drawing. */
export async function refreshPoll(app: App, id: number): Promise<void> {
  const now = app.now();
  await commit(app, async (tx, wake) => {
    // One at a time: an older count must not be written over a newer one.
    const mine = await tx.$executeRaw`
      UPDATE poll SET drawn_at = ${now}, stale = false
      WHERE id = ${id} AND state = 'open' AND closes_at > ${now}
        AND (drawn_at IS NULL OR drawn_at <= ${new Date(now.getTime() - COUNTED_AFTER_MS)})
        AND (stale OR EXISTS (SELECT FROM ballot WHERE poll_id = ${id} AND NOT drawn))`;
    if (mine === 0) return;
    const poll = await findPoll(tx, id);
    const copies = await postsOf(tx, poll);
    // From here on whoever changes an answer waits for us, so as little as can be is left to do.
    await lock(tx, 'ballots', id);
    // With another secret nobody's ballots would be found.
    if (!poll.anonymous || poll.secretMark === secretVoterHash(app.secret))
      await mergeBallots(tx, poll, app.secret);
    await countBallots(tx, poll);
    await tx.poll.update({
      where: { id },
      data: { drawnAt: new Date(now.getTime() + Math.max(0, copies.length - fewCopies) * restForCopy) },
    });
    wake('delivery', await draw(tx, poll, copies));
  });
}

/** @returns ids of the deliveries to be woken */
async function draw(tx: Tx, poll: Poll, copies: readonly Post[]): Promise<number[]> {
  const standing = await liveTallyOf(tx, poll);
  const woken: number[] = [];
  for (const zone of new Set(copies.map((copy) => copy.zone))) {
    const keys = copies.filter((copy) => copy.zone === zone).map(({ key }) => key);
    woken.push(...(await refresh(tx, keys, renderPoll(poll, standing, zone))));
  }
  return woken;
}
