import type { App } from '../../app.ts';
import type { Tx } from '../../db.ts';
import { cutoff } from '../cutoff.ts';
import { forgetIdeas } from './forget-ideas.ts';
import { forgetLanes, forgetMessages, forgetPictures } from './forget-messages.ts';
import { forgetCounts, forgetStrangers } from './forget-people.ts';
import { forgetShares, forgetVotes } from './forget-rest.ts';
import { forgetFlags, forgetOwners } from './forget-themes.ts';

/** One kind of what goes: does some of it, and says how much that was. */
type Step = (tx: Tx, times: { now: Date; before: Date }) => Promise<number>;

/** In this order: what stands is drawn anew without its names before its messages are forgotten. */
const steps: Readonly<Record<string, Step>> = {
  stops: async (tx, { now }) => (await tx.stop.deleteMany({ where: { until: { lte: now } } })).count,
  codes: async (tx, { now }) => (await tx.linking.deleteMany({ where: { expiresAt: { lte: now } } })).count,
  votes: (tx, { before }) => forgetVotes(tx, before),
  ideas: (tx, { before }) => forgetIdeas(tx, before),
  shares: (tx, { before }) => forgetShares(tx, before),
  flags: (tx, { before }) => forgetFlags(tx, before),
  owners: (tx, { before }) => forgetOwners(tx, before),
  counts: (tx, { before }) => forgetCounts(tx, before),
  messages: (tx, { before }) => forgetMessages(tx, before),
  lanes: (tx, { now }) => forgetLanes(tx, now),
  pictures: (tx, { now }) => forgetPictures(tx, now),
  people: (tx) => forgetStrangers(tx),
};

/** In milliseconds: a day. */
const often = 86_400_000;

/** When this process last let go of something, by its database. After a restart it is done once more, which does no harm. */
const last = new WeakMap<App['db'], number>();

/** `day`, when it is time to look for what has grown too old. Once a day: asking the database would be the look itself. */
export async function dueRetention({ db, now }: Pick<App, 'db' | 'now'>): Promise<'day'[]> {
  const at = last.get(db);
  return at === undefined || now().getTime() - at >= often ? ['day'] : [];
}

/** Lets go of all that is older than it may be, a small part at a time (docs/privacy.md says what, and why). */
export async function applyRetention({
  db,
  now,
  log,
  retentionMonths,
}: Pick<App, 'db' | 'now' | 'log' | 'retentionMonths'>): Promise<void> {
  const at = now();
  const times = { now: at, before: cutoff(at, retentionMonths) };
  for (const [name, step] of Object.entries(steps)) {
    let rows = 0;
    for (;;) {
      const some = await db.$transaction((tx) => step(tx, times));
      if (some === 0) break;
      rows += some;
    }
    if (rows > 0) log.info({ what: name, rows }, 'deleted data that was older than its retention');
  }
  last.set(db, at.getTime());
}
