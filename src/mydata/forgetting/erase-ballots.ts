import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db.ts';
import { lock } from '../../locks.ts';
import { mergeBallots } from '../../polls/answering/merge-ballots.ts';
import { secretVoterHash } from '../../polls/voter.ts';
import { type DataSubject, spell } from '../data-subject.ts';

/**
 * Takes the account off somebody's votes with names: they stay counted, and nobody can change them any more. Those of anonymous polls
 * name nobody.
 */
export async function eraseBallots(tx: Tx, secret: string, { accounts }: DataSubject): Promise<void> {
  // Of two answers of theirs one counts. Nobody could tell afterwards that both are of one person.
  if (accounts.length > 1) await unifyAll(tx, secret);
  // In the order in which everybody locks ballots, so that nobody waits in a circle.
  const ballots = await tx.$queryRaw<{ poll_id: number; voter: string }[]>`
    SELECT poll_id, voter FROM ballot WHERE voter = ANY(${accounts.map(spell)}) ORDER BY poll_id, voter FOR UPDATE`;
  for (const { poll_id: pollId, voter } of ballots) {
    const platform = voter.slice(0, voter.indexOf('/'));
    await tx.ballot.update({
      where: { pollId_voter: { pollId, voter } },
      data: { voter: `${platform}/former-${randomBytes(12).toString('hex')}` },
    });
  }
}

async function unifyAll(tx: Tx, secret: string): Promise<void> {
  const polls = await tx.poll.findMany({ where: { state: 'open' }, orderBy: { id: 'asc' } });
  for (const poll of polls) {
    // With another secret nobody's ballots would be found.
    if (poll.anonymous && poll.secretMark !== secretVoterHash(secret)) continue;
    await lock(tx, 'ballots', poll.id);
    await mergeBallots(tx, poll, secret);
  }
}
