import type { Tx } from '../../db.ts';
import { markStale } from '../../ideas/idea/stale.ts';
import { type DataSubject, spell } from '../data-subject.ts';
import { ownIdeas } from '../own-ideas.ts';
import { pseudonym } from './pseudonym.ts';
import { loseReceivers, loseSenders } from './reseal.ts';

/** Takes somebody out of the ideas that they sent in, and out of what was decided and asked about those of others. */
export async function eraseIdeas(tx: Tx, secret: string, whose: DataSubject): Promise<void> {
  const { named, hidden } = await ownIdeas(tx, secret, whose);
  const byId = whose.personId ?? 0;
  const touched = await tx.ideaChange.findMany({ where: { byId }, select: { ideaId: true } });
  // First, and in their order: whoever draws one has it locked, and waits for nothing of ours.
  const drawn = [...new Set([...named, ...touched.map(({ ideaId }) => ideaId)])].sort((a, b) => a - b);
  for (const id of drawn) await markStale(tx, id);
  await tx.idea.updateMany({ where: { id: { in: named } }, data: { personId: null, author: pseudonym } });
  await tx.ideaChange.updateMany({ where: { byId }, data: { by: pseudonym } });
  // The account goes too. An answer that still comes is read by the chair and the office.
  await tx.question.updateMany({ where: { byId }, data: { by: pseudonym, user: '' } });
  await loseSenders(tx, secret, [...named, ...hidden]);
  const mine = new Set(whose.accounts.map(spell));
  await loseReceivers(tx, secret, (account) => mine.has(spell(account)));
}
