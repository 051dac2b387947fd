import type { Tx } from '../../db.ts';
import { secretVoterHash, voterOf } from '../../polls/voter.ts';
import { type DataSubject, spell } from '../data-subject.ts';
import type { Reading } from './reading.ts';

const around = { options: { orderBy: { place: 'asc' } } } as const;

/** What is held of somebody with polls. Of a closed anonymous poll nothing is: nobody can tell any more whose a vote was. */
export async function storedPolls(
  tx: Tx,
  { personId, accounts }: DataSubject,
  { secret, inConfidence }: Reading,
) {
  const named = await tx.ballot.findMany({
    where: { voter: { in: accounts.map(spell) }, poll: { anonymous: false } },
    include: { poll: { include: around } },
    orderBy: { pollId: 'asc' },
  });
  const anonymous = inConfidence ? await hiddenBallots(tx, secret, accounts) : [];
  const asked = await tx.poll.findMany({ where: { askerId: personId ?? 0 }, orderBy: { id: 'asc' } });
  return {
    votes: [...named, ...anonymous].map(({ poll, choices }) => ({
      poll: poll.question,
      state: poll.state,
      anonymous: poll.anonymous,
      choices: poll.options.filter(({ id }) => choices.includes(id)).map(({ text }) => text),
    })),
    pollsAsked: asked.map(({ question, state, asker, createdAt }) => ({
      ...{ poll: question, state, as: asker, at: createdAt },
    })),
  };
}

async function hiddenBallots(tx: Tx, secret: string, accounts: DataSubject['accounts']) {
  const polls = await tx.poll.findMany({
    where: { state: 'open', anonymous: true, salt: { not: null }, secretMark: secretVoterHash(secret) },
    orderBy: { id: 'asc' },
  });
  return tx.ballot.findMany({
    where: {
      OR: polls.map((poll) => ({
        pollId: poll.id,
        voter: { in: accounts.map((account) => voterOf(secret, poll, account)) },
      })),
    },
    include: { poll: { include: around } },
    orderBy: { pollId: 'asc' },
  });
}
