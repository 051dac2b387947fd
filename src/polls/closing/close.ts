import type { App } from '../../app.ts';
import type { Tx } from '../../db.ts';
import { mergeBallots } from '../answering/merge-ballots.ts';
import { needsOf } from '../asking/need.ts';
import { findPoll, type Poll, visible } from '../store.ts';
import { FEWEST_SHOWN, type Figures, shownPlaces, tally, type Vote } from '../tally.ts';
import { placeOf, secretVoterHash } from '../voter.ts';

/** Closes a poll whose time has come: counts it for good and destroys what could tell whose a ballot was. */
export async function closePoll({ db, now, secret }: App, id: number): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    // A vote holds the row for as long as it is written: one under way is waited for, and a later one finds the poll closed.
    const mine = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM poll WHERE id = ${id} AND state = 'open' AND closes_at <= ${at} FOR UPDATE`;
    if (mine.length === 0) return;
    const poll = await findPoll(tx, id);
    const sameSecret = !poll.anonymous || poll.secretMark === secretVoterHash(secret);
    if (sameSecret) await mergeBallots(tx, poll, secret);
    await count(tx, poll, sameSecret ? secret : null);
    await nameNeeds(tx, at, poll);
    if (poll.anonymous) await tx.ballot.deleteMany({ where: { pollId: id } });
    await tx.poll.update({
      where: { id },
      data: { state: 'closed', closedAt: at, salt: null, remindAt: null, stale: false },
    });
  });
}

/** Ties the options of a poll that asks for needs to the register. */
async function nameNeeds(tx: Tx, now: Date, poll: Poll): Promise<void> {
  if (poll.template !== 'need' && poll.template !== 'pulse') return;
  const unnamed = visible(poll).filter(({ needId }) => needId === null);
  const needs = await needsOf(
    tx,
    now,
    unnamed.map(({ text }) => text),
  );
  for (const [at, { id }] of unnamed.entries())
    await tx.pollOption.update({ where: { id }, data: { needId: needs[at]! } });
}

/** Writes down the results. @param secret null when it is another than the poll was opened with: then nobody knows which place is which */
async function count(tx: Tx, poll: Poll, secret: string | null): Promise<void> {
  const votes: Vote[] = await tx.ballot.findMany({
    where: { pollId: poll.id },
    select: { place: true, choices: true },
  });
  const options = visible(poll).map(({ id }) => id);
  const people = await peopleByGroup(tx, poll);
  const known = [...people.values()].filter((some) => some !== null);
  const all = tally(votes, options);
  await keep(tx, poll, null, all, known.length > 0 ? known.reduce((sum, some) => sum + some) : null);
  if (secret === null) return;
  const places = new Map<string, Vote[]>();
  for (const vote of votes) {
    const there = places.get(vote.place);
    if (there) there.push(vote);
    else places.set(vote.place, [vote]);
  }
  const figures = new Map([...places].map(([place, some]) => [place, tally(some, options)]));
  const shown = shownPlaces(new Map([...figures].map(([place, { answers }]) => [place, answers])));
  for (const { groupId, group } of poll.groups) {
    const place = placeOf(secret, poll, group.slug);
    if (shown.has(place)) await keep(tx, poll, groupId, figures.get(place)!, people.get(groupId) ?? null);
  }
}

async function keep(
  tx: Tx,
  poll: Poll,
  groupId: number | null,
  { answers, counts }: Figures,
  people: number | null,
): Promise<void> {
  const result = await tx.result.create({ data: { pollId: poll.id, groupId, answers, people } });
  // Of so few, the counts alone would say who chose what.
  if (poll.anonymous && answers < FEWEST_SHOWN) return;
  await tx.count.createMany({
    data: [...counts].map(([optionId, people]) => ({ resultId: result.id, optionId, people })),
  });
}

/** How many can read each group's channels; null where no platform has said so yet. */
async function peopleByGroup(tx: Tx, { groups }: Poll): Promise<Map<number, number | null>> {
  const sums = await tx.channel.groupBy({
    by: ['groupId'],
    where: { groupId: { in: groups.map(({ groupId }) => groupId) } },
    _sum: { people: true },
  });
  return new Map(sums.map(({ groupId, _sum }) => [groupId, _sum.people]));
}
