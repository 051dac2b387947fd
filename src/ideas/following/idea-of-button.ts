import type { Press } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import type { Tx } from '../../db.ts';
import { about } from '../../delivery/subject.ts';
import { Refusal } from '../../errors.ts';
import { nameOf } from '../idea/idea.ts';
import { findIdea, type Idea, noSuchIdea } from '../idea/store.ts';
import { endOf } from '../idea/tree.ts';

/** An idea that members can do something with: taken in, and not hidden. */
export type Shown = Idea & { number: number };

/**
 * The idea that a button is for: the one in which it went in the end, where it was merged.
 * @throws Refusal when there is none, or it is hidden
 */
export async function ideaOfButton(tx: Tx, id: string): Promise<Shown> {
  return shown(await findIdea(tx, await endOf(tx, idsIn(id)[0])));
}

/** @throws Refusal when members do not see it */
export function shown(idea: Idea): Shown {
  if (idea.number === null) throw noSuchIdea();
  if (idea.hidden) throw new Refusal(`${nameOf(idea.number)} was hidden by a chair, so it cannot be used.`);
  return idea as Shown;
}

/** Was it pressed under this idea's own message, where what came of it is seen? */
export async function isUnder(tx: Tx, { post }: Press, idea: { id: number }): Promise<boolean> {
  const { platform, channel, id } = post;
  const own = about({ kind: 'idea', id: idea.id });
  const where = { ...own, platform, postChannel: channel, postId: id, person: null };
  return (await tx.delivery.findFirst({ where, select: { id: true } })) !== null;
}
