import { isFirstTime } from '../../chat/acts.ts';
import type { Incoming } from '../../chat/incoming.ts';
import type { Db, Tx } from '../../db.ts';
import { lockShared } from '../../locks.ts';
import { type LinkedBallot, mergedChoices } from './linked-ballots.ts';
import type { VotingContext } from './voting-context.ts';

/** `closed`: the poll took no more answers; `gone`: an option is not offered any more. Then nothing was kept. */
export type Kept = 'kept' | 'closed' | 'gone';

/** The act that answers, noted in the same statement: a platform's retry of an older one must not undo a newer. Null: it is noted already. */
export type Voting = Pick<Incoming, 'act' | 'person'> | null;

/**
 * Keeps what somebody chose in place of what they had chosen before. When this settles it is committed.
 * @param choices ids of options of the poll, each once, in their order
 */
export async function keepBallot(
  db: Db,
  at: Date,
  booth: VotingContext,
  choices: readonly number[],
  act: Voting,
): Promise<Kept> {
  const { poll, voters, place } = booth;
  if (voters.length === 1) return write(db, at, { pollId: poll.id, voter: voters[0]!, place, choices, act });
  return db.$transaction((tx) => keepOne(tx, at, booth, choices, act));
}

/** The same inside a transaction, for somebody who may have several accounts: afterwards one of their ballots holds an answer. */
export async function keepOne(
  tx: Tx,
  at: Date,
  booth: VotingContext,
  choices: readonly number[],
  act: Voting,
): Promise<Kept> {
  const { poll, voters, place } = booth;
  if (!(await holdOpen(tx, poll.id, at))) return 'closed';
  const theirs = await holdTheirs(tx, booth);
  const { voter } = mergedChoices(theirs) ?? { voter: voters[0]! };
  const kept = await write(tx, at, { pollId: poll.id, voter, place, choices, act });
  const others = theirs.filter((one) => one.voter !== voter && one.choices.length > 0);
  if (kept === 'kept' && others.length > 0)
    await tx.ballot.updateMany({
      where: { pollId: poll.id, voter: { in: others.map((one) => one.voter) } },
      data: { choices: [], drawn: false },
    });
  return kept;
}

/** Withdraws what somebody chose. @returns null when there was nothing to withdraw */
export function withdrawBallots(db: Db, at: Date, booth: VotingContext, act: Incoming): Promise<Kept | null> {
  return db.$transaction(async (tx) => {
    if (!(await holdOpen(tx, booth.poll.id, at))) return 'closed';
    if (!(await isFirstTime({ db: tx, now: () => at }, act))) return 'kept';
    await holdTheirs(tx, booth);
    const withdrawn = await tx.$executeRaw`
      UPDATE ballot SET choices = '{}', drawn = false
      WHERE poll_id = ${booth.poll.id} AND voter = ANY(${booth.voters}) AND choices <> '{}'`;
    return withdrawn > 0 ? 'kept' : null;
  });
}

/** What somebody has chosen; none when they have not answered. */
export async function choicesOf(tx: Tx, { poll, voters }: VotingContext): Promise<readonly number[]> {
  return mergedChoices(ordered(voters, await ballots(tx, poll.id, voters)))?.choices ?? [];
}

/**
 * One statement, so that it is quick: the poll's row is shared with everybody who answers, and waits for whoever closes it (who takes
 * it FOR UPDATE); then it is read again, and closed.
 */
async function write(
  tx: Tx,
  at: Date,
  {
    pollId,
    voter,
    place,
    choices,
    act,
  }: { pollId: number; voter: string; place: string; choices: readonly number[]; act: Voting },
): Promise<Kept> {
  const [found] = await tx.$queryRaw<{ open: boolean; offered: boolean }[]>`
    WITH standing AS (
      SELECT id FROM poll WHERE id = ${pollId} AND state = 'open' AND closes_at > ${at} FOR KEY SHARE
    ), offered AS (
      SELECT id FROM standing WHERE ${choices.length} = (
        SELECT count(*) FROM poll_option WHERE poll_id = ${pollId} AND id = ANY(${choices}::int[]) AND NOT hidden)
    ), noted AS (
      INSERT INTO act (platform, act, at)
      SELECT ${act?.person.platform ?? ''}, ${act?.act ?? ''}, ${at} FROM offered WHERE ${act !== null}
      ON CONFLICT DO NOTHING RETURNING true
    ), kept AS (
      INSERT INTO ballot (poll_id, voter, place, choices)
      SELECT id, ${voter}, ${place}, ${choices}::int[] FROM offered WHERE ${act === null} OR EXISTS (SELECT FROM noted)
      ON CONFLICT (poll_id, voter) DO UPDATE SET place = EXCLUDED.place, choices = EXCLUDED.choices,
        drawn = ballot.drawn AND ballot.choices = EXCLUDED.choices
      RETURNING true
    )
    SELECT EXISTS (SELECT FROM standing) AS open, EXISTS (SELECT FROM offered) AS offered`;
  return found!.offered ? 'kept' : found!.open ? 'gone' : 'closed';
}

/**
 * Keeps an open poll open until the end of `tx`, and its ballots where they are. Always before any ballot is held, as whoever
 * closes and draws does.
 */
async function holdOpen(tx: Tx, pollId: number, at: Date): Promise<boolean> {
  await lockShared(tx, 'ballots', pollId);
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM poll WHERE id = ${pollId} AND state = 'open' AND closes_at > ${at} FOR KEY SHARE`;
  return rows.length > 0;
}

/**
 * Holds somebody's ballots until the end of `tx`, so that two of their accounts come one after the other. While there are none both would
 * write the same one, that of the first account. @returns them in the order of accounts
 */
async function holdTheirs(tx: Tx, { poll, voters }: VotingContext): Promise<LinkedBallot[]> {
  const rows = await tx.$queryRaw<LinkedBallot[]>`
    SELECT voter, place, choices, shown FROM ballot
    WHERE poll_id = ${poll.id} AND voter = ANY(${voters}) ORDER BY voter FOR UPDATE`;
  return ordered(voters, rows);
}

function ballots(tx: Tx, pollId: number, voters: readonly string[]): Promise<LinkedBallot[]> {
  return tx.$queryRaw`
    SELECT voter, place, choices, shown FROM ballot WHERE poll_id = ${pollId} AND voter = ANY(${voters})`;
}

function ordered(voters: readonly string[], rows: readonly LinkedBallot[]): LinkedBallot[] {
  return voters.flatMap((voter) => rows.find((row) => row.voter === voter) ?? []);
}
