import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db.ts';
import { newSalt } from '../../seal.ts';
import { pseudonym } from './pseudonym.ts';

/**
 * Forgets who sent in ideas that came to an end long ago, what they read before they were changed, what was asked about them, and who
 * follows them. An empty seal says that this is done; all ideas of that age have it, so it says nothing about anybody.
 * @returns how many, at most 100
 */
export async function forgetIdeas(tx: Tx, before: Date): Promise<number> {
  const ideas = await tx.$queryRaw<{ id: number; signed: boolean }[]>`
    SELECT id, signed FROM idea WHERE length(sealed) > 0 AND state IN ('done', 'declined', 'merged')
      AND coalesce((SELECT max(at) FROM idea_change WHERE idea_id = idea.id), sent_at) < ${before}
    ORDER BY id LIMIT 100 FOR UPDATE`;
  for (const { id, signed } of ideas)
    await tx.idea.update({
      where: { id },
      data: {
        personId: null,
        author: signed ? pseudonym : null,
        salt: newSalt(),
        mark: randomBytes(32).toString('base64url'),
        sealed: new Uint8Array(),
        stale: true,
      },
    });
  const of = { where: { ideaId: { in: ideas.map(({ id }) => id) } } };
  await tx.ideaVersion.deleteMany(of);
  await tx.question.deleteMany(of);
  await tx.follower.deleteMany(of);
  return ideas.length;
}
