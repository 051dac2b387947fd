import type { Tx } from '../../db.ts';
import { type VoterSeal, voterOf } from '../voter.ts';
import { linkedAccounts } from './accounts.ts';
import { type LinkedBallot, mergedChoices } from './linked-ballots.ts';

/**
 * Leaves one answer to whoever answered from several accounts and linked them afterwards (double.ts says which). No ballot goes: the
 * others are withdrawn, and what people were shown of them stays, so that nobody sees a count change by one.
 * @param poll open, or locked by whoever closes it: with its salt
 */
export async function mergeBallots(tx: Tx, poll: VoterSeal & { id: number }, secret: string): Promise<void> {
  const people = (await linkedAccounts(tx)).map((accounts) =>
    accounts.map((account) => voterOf(secret, poll, account)),
  );
  if (people.length === 0) return;
  // In the order in which everybody locks ballots, so that nobody waits in a circle.
  const ballots = await tx.$queryRaw<LinkedBallot[]>`
    SELECT voter, place, choices, shown FROM ballot
    WHERE poll_id = ${poll.id} AND voter = ANY(${people.flat()}) ORDER BY voter FOR UPDATE`;
  const known = new Map(ballots.map((ballot) => [ballot.voter, ballot]));
  for (const voters of people) {
    const theirs = voters.flatMap((voter) => known.get(voter) ?? []);
    if (theirs.length < 2) continue;
    const one = mergedChoices(theirs)!;
    for (const { voter, choices } of theirs) {
      const left = voter === one.voter ? one.choices : [];
      if (`${left}` === `${choices}`) continue;
      const data = { choices: [...left], drawn: false, ...(voter === one.voter ? { place: one.place } : {}) };
      await tx.ballot.update({ where: { pollId_voter: { pollId: poll.id, voter } }, data });
    }
  }
}
