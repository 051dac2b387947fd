import type { Tx } from '../../db.ts';
import { openingAfter, type Repeat } from '../calendar.ts';
import type { Poll } from '../store.ts';
import { makePoll } from './make.ts';

/** Days that a poll of a rhythm may be open, so that it closes by the day on which it comes again; over bank holidays it may be later. */
const longest: Record<Repeat, number> = {
  never: Number.POSITIVE_INFINITY,
  weekly: 7,
  monthly: 28,
  quarterly: 84,
};

/** What is wrong with this rhythm for a poll that lasts so many days, in a sentence; null when nothing is. */
export function repeatTrouble(repeat: Repeat, lasts: number): string | null {
  if (lasts <= longest[repeat]) return null;
  return `A ${repeat} poll can be open for at most ${longest[repeat]} days, or it would overlap with the next. This one is open for ${lasts} days.`;
}

/**
 * Plans the poll that asks this one again, inside the transaction that opens it. What was missed is not made up for: the next comes
 * at its next time, and after a whole period was missed not before the one that went out late has closed.
 * @param poll as it was opened: what it is asked again with
 */
export async function planNext(tx: Tx, now: Date, poll: Poll): Promise<void> {
  const first = await firstOpening(tx, poll.id);
  const after = (at: Date) => openingAfter(at, poll.repeat, poll.zone, first);
  let next = after(poll.opensAt);
  const missed = next !== null && next <= now;
  while (next !== null && missed && next < poll.closesAt) next = after(next);
  if (next === null) return;
  await makePoll(tx, now, 'planned', next, {
    template: poll.template,
    question: poll.question,
    options: poll.options.filter(({ added, hidden }) => !added && !hidden).map(({ text }) => text),
    groupIds: poll.groups.map(({ groupId }) => groupId),
    most: poll.most,
    mayAdd: poll.mayAdd,
    anonymous: poll.anonymous,
    shows: poll.shows,
    repeat: poll.repeat,
    lasts: poll.lasts,
    zone: poll.zone,
    needId: poll.needId,
    askerId: poll.askerId,
    asker: poll.asker,
    previousId: poll.id,
  });
}

/** When the first of all polls of which this one is a repetition was to go out. */
async function firstOpening(tx: Tx, id: number): Promise<Date> {
  const [first] = await tx.$queryRaw<{ at: Date }[]>`
    WITH RECURSIVE chain AS (
      SELECT id, previous_id, opens_at FROM poll WHERE id = ${id}
      UNION SELECT poll.id, poll.previous_id, poll.opens_at FROM poll JOIN chain ON poll.id = chain.previous_id
    ) SELECT opens_at AS at FROM chain WHERE previous_id IS NULL`;
  return first!.at;
}
