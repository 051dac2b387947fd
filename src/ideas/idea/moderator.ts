import type { PersonRef } from '../../chat/incoming.ts';
import { aside, type Block } from '../../chat/message.ts';
import { isChair, moderators, permit, whomToAsk } from '../../community/access.ts';
import type { Tx } from '../../db.ts';
import { findIdea, findNumbered, type Idea, noSuchIdea } from './store.ts';

/** Who acts for an idea's group: its chair, or the office. */
export interface Moderator {
  id: number;
  name: string;
  role: 'chair' | 'office';
}

/**
 * The idea that somebody wants to deal with, and who they are to it. @param which its number, or its row's id
 * @throws Refusal when there is none that is taken in @throws Forbidden when they are neither its group's chair nor of the office
 */
export async function moderatorOf(
  tx: Tx,
  person: PersonRef,
  which: { number: number } | { id: number },
): Promise<{ idea: Idea; moderator: Moderator }> {
  const idea = await ('id' in which ? findIdea(tx, which.id) : findNumbered(tx, which.number));
  if (idea.number === null) throw noSuchIdea();
  const { id, name, roles } = await permit(tx, person, moderators(idea.group), 'do this');
  return { idea, moderator: { id, name, role: isChair(roles, idea.groupId) ? 'chair' : 'office' } };
}

/** What a sender can do about what a moderator did. Whoever asks in person is anonymous no longer: they should know before. */
export async function recourse(tx: Tx, idea: Idea): Promise<Block> {
  const so = idea.signed ? '' : ' Nobody has been told who you are; they can learn it only from you.';
  return aside(`If you think this is a mistake, please ask ${await whomToAsk(tx, idea.group)}.${so}`);
}
