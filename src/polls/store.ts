import { deleted } from '../chat/reference.ts';
import type { Prisma, Tx } from '../db.ts';
import type { Refusal } from '../errors.ts';
import type { Figures } from './tally.ts';

const all = {
  options: { orderBy: { place: 'asc' } },
  groups: { include: { group: true }, orderBy: { groupId: 'asc' } },
} satisfies Prisma.PollInclude;

/** A poll with its options, hidden ones too, and the groups that it is for. */
export type Poll = Prisma.PollGetPayload<{ include: typeof all }>;

/** @throws Refusal when there is none of this id */
export async function findPoll(tx: Tx, id: number): Promise<Poll> {
  const poll = await tx.poll.findUnique({ where: { id }, include: all });
  if (!poll) throw pollGone();
  return poll;
}

/** The no to a poll that is not there. */
export function pollGone(): Refusal {
  return deleted('This poll', 'Type /needs polls to see what is open.');
}

/** The options that people see and that count. */
export function visible<T extends { hidden: boolean }>(poll: { options: readonly T[] }): T[] {
  return poll.options.filter(({ hidden }) => !hidden);
}

/** How many have answered so far, and the counts that people may see meanwhile. */
export interface LiveTally {
  answers: number;
  /** Of an open poll some answers behind, if it is anonymous; `answers` of it says how many they are of. */
  shown: Figures;
}

/**
 * Reads how an open poll stands: of an anonymous one the counts that have been released (release.ts), of another one all there is.
 * In an anonymous one who chose what is hidden now has answered too: otherwise hiding an option and back would tell its count.
 */
export async function liveTallyOf(
  tx: Tx,
  poll: Pick<Poll, 'id' | 'anonymous'> & { options: readonly { id: number; hidden: boolean }[] },
): Promise<LiveTally> {
  const options = visible(poll).map(({ id }) => id);
  const [found] = await tx.$queryRaw<
    { answers: number; of: number; counts: Record<string, number> | null }[]
  >`
    WITH given AS (
      SELECT choices, CASE WHEN ${poll.anonymous} THEN shown ELSE choices END AS shown FROM ballot WHERE poll_id = ${poll.id}
    )
    SELECT count(*) FILTER (WHERE choices && ${options}::int[] OR (${poll.anonymous} AND choices <> '{}'))::int AS answers,
      count(*) FILTER (WHERE shown && ${options}::int[])::int AS "of",
      (SELECT json_object_agg(option, people) FROM
        (SELECT option, count(*) AS people FROM given, unnest(shown) AS option GROUP BY option) AS each) AS counts
    FROM given`;
  const { answers, of, counts } = found!;
  return { answers, shown: { answers: of, counts: new Map(options.map((id) => [id, counts?.[id] ?? 0])) } };
}

/** How it stands, for whoever may see counts while the poll is open; null when nobody may. */
export async function visibleTallyOf(
  tx: Tx,
  poll: Parameters<typeof liveTallyOf>[1] & Pick<Poll, 'shows'>,
): Promise<LiveTally | null> {
  if (poll.shows === 'closed') return null;
  // What may be seen of an anonymous poll lags anyway, so a rush of answers is spared the counting.
  return poll.anonymous ? recently(tx, poll) : liveTallyOf(tx, poll);
}

/** Milliseconds for which a count serves everybody who asks. */
const fresh = 250;
const counted = new WeakMap<object, Map<number, { at: number; standing: Promise<LiveTally> }>>();

function recently(tx: Tx, poll: Parameters<typeof liveTallyOf>[1]): Promise<LiveTally> {
  const known = counted.get(tx) ?? new Map<number, { at: number; standing: Promise<LiveTally> }>();
  counted.set(tx, known);
  const at = performance.now();
  const last = known.get(poll.id);
  if (last && at - last.at < fresh) return last.standing;
  const standing = liveTallyOf(tx, poll);
  known.set(poll.id, { at, standing });
  standing.catch(() => known.delete(poll.id));
  if (known.size > 100) known.delete(known.keys().next().value!);
  return standing;
}
