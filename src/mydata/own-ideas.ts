import type { Tx } from '../db.ts';
import { isSender } from '../ideas/idea/sender.ts';
import type { DataSubject } from './data-subject.ts';

/**
 * The ids of the ideas that somebody sent in. No row says whose an anonymous one is, so all are tried with the secret.
 * @returns `named`: signed, or theirs by a person's row; `hidden`: anonymous. Only they themselves may hear of those
 */
export async function ownIdeas(
  tx: Tx,
  secret: string,
  { personId, accounts }: DataSubject,
): Promise<{ named: number[]; hidden: number[] }> {
  const ideas = await tx.idea.findMany({
    select: { id: true, signed: true, personId: true, salt: true, mark: true },
    orderBy: { id: 'asc' },
  });
  const own = ideas.filter(
    (idea) => (personId !== null && idea.personId === personId) || isSender(secret, idea, accounts),
  );
  const ids = (signed: boolean) => own.filter((idea) => idea.signed === signed).map(({ id }) => id);
  return { named: ids(true), hidden: ids(false) };
}
