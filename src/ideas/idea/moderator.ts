import type { PersonRef } from '../../chat/incoming.ts';
import { aside, type Block } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import { isChair, isOffice, knownPerson, rolesOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { findIdea, findNumbered, type Idea, noSuchIdea } from './store.ts';

/** Who acts for an idea's group: its chair, or the office. */
export interface Moderator {
  id: number;
  name: string;
  role: 'chair' | 'office';
}

/**
 * The idea that somebody wants to deal with, and who they are to it. @param which its number, or its row's id
 * @throws Refusal when there is none that is taken in, or they are neither its group's chair nor of the office
 */
export async function moderatorOf(
  tx: Tx,
  person: PersonRef,
  which: { number: number } | { id: number },
): Promise<{ idea: Idea; steward: Moderator }> {
  const idea = await ('id' in which ? findIdea(tx, which.id) : findNumbered(tx, which.number));
  if (idea.number === null) throw noSuchIdea();
  const known = await knownPerson(tx, person);
  const roles = known ? await rolesOf(tx, known.id) : [];
  const role = isChair(roles, idea.groupId) ? 'chair' : isOffice(roles) ? 'office' : null;
  if (!known || !role)
    throw new Refusal(
      `Only the chair of ${shorten(idea.group.name, 150)} and the office can do this. Please ask ${await whomToAsk(tx, idea)}.`,
    );
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: known.id } });
  return { idea, steward: { id: known.id, name: shorten(name ?? (person.name || 'somebody'), 80), role } };
}

/** What a sender can do about what a moderator did. Whoever asks in person is anonymous no longer: they should know before. */
export async function recourse(tx: Tx, idea: Idea): Promise<Block> {
  const so = idea.signed ? '' : ' Nobody has been told who you are; they can learn it only from you.';
  return aside(`If you think this is a mistake, please ask ${await whomToAsk(tx, idea)}.${so}`);
}

/** With whom an idea can be talked over: `Ada Obi (chair of Clinical Computing SIG) or the office`. */
async function whomToAsk(tx: Tx, { groupId, group }: Pick<Idea, 'groupId' | 'group'>): Promise<string> {
  const chairs = await tx.role.findMany({
    where: { groupId, kind: 'chair', person: { name: { not: null } } },
    include: { person: true },
    orderBy: { personId: 'asc' },
    take: 2,
  });
  const names = chairs.map(({ person }) => shorten(person.name!, 80));
  return names.length > 0
    ? `${names.join(', ')} (chair of ${shorten(group.name, 150)}) or the office`
    : 'the office';
}
