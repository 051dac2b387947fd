import { asId, deleted } from '../../chat/reference.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { type Tag, tag } from '../../taxonomy/tag.ts';

/** What a button is for: `flag:entry/12`, an item by where it stood in a digest; `flag:thing/9`, whatever it is. */
export interface SubjectRef {
  kind: 'entry' | 'idea' | 'poll' | 'thing';
  id: number;
}

/** Something that may be flagged: what it is, whichever group has seen it. */
export interface Subject {
  kind: 'item' | 'idea' | 'poll' | 'message';
  /** Of the item, idea or poll; of a message, of its thing. */
  id: number;
  /** Topic id. */
  topic: string | null;
  /** Whose it is, where it is flagged in a direct conversation; null: nobody can say. */
  groupId: number | null;
}

/** @param id of a button or form @throws Refusal when it is none of ours */
export function subjectRefOf(id: string): SubjectRef {
  const [, kind, row] = /^flag:(entry|idea|poll|thing)\/(\d{1,10})$/.exec(id) ?? [];
  return { kind: kind as SubjectRef['kind'], id: asId(row ?? '') };
}

/** @throws Refusal when it is no longer there, or is not to be flagged */
export async function subjectOf(tx: Tx, { kind, id }: SubjectRef): Promise<Subject> {
  switch (kind) {
    case 'entry':
      return itemOf(tx, id);
    case 'idea':
      return ideaOf(tx, id);
    case 'poll':
      return pollOf(tx, id);
    case 'thing':
      return thingOf(tx, id);
  }
}

async function itemOf(tx: Tx, entryId: number): Promise<Subject> {
  const entry = await tx.entry.findUnique({
    where: { id: entryId },
    select: { groupId: true, item: { select: { id: true, tags: true } } },
  });
  if (!entry) throw deleted('This item', 'Type /horizon today for the newest digest.');
  return { kind: 'item', id: entry.item.id, topic: likeliest(entry.item.tags), groupId: entry.groupId };
}

/** The topic with the highest score. */
function likeliest(tags: unknown): string | null {
  const [first] = [...(tags as Tag[])].sort((a, b) => b.score - a.score);
  return first?.topic ?? null;
}

/** An idea that was merged stands for the one in which it went. */
async function ideaOf(tx: Tx, id: number): Promise<Subject> {
  const [end] = await tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE way AS (
      SELECT id, merged_id FROM idea WHERE id = ${id}
      UNION SELECT idea.id, idea.merged_id FROM way JOIN idea ON idea.id = way.merged_id
    )
    SELECT id FROM way WHERE merged_id IS NULL`;
  const idea = end && (await tx.idea.findUnique({ where: end }));
  if (!idea || idea.number === null) throw deleted('This idea', 'Type /idea list to see your group’s ideas.');
  if (idea.hidden) throw new Refusal(`IDEA-${idea.number} was hidden by a chair, so it cannot be flagged.`);
  return { kind: 'idea', id: idea.id, topic: idea.topic, groupId: idea.groupId };
}

async function pollOf(tx: Tx, id: number): Promise<Subject> {
  const poll = await tx.poll.findUnique({
    where: { id },
    select: { state: true, question: true, need: { select: { topic: true } } },
  });
  if (!poll) throw deleted('This poll', 'It cannot be flagged.');
  if (poll.state !== 'closed')
    throw new Refusal('This poll has no result yet. You can flag it once it has closed.');
  const groups = await tx.pollGroup.findMany({ where: { pollId: id }, select: { groupId: true }, take: 2 });
  const groupId = groups.length === 1 ? groups[0]!.groupId : null;
  return { kind: 'poll', id, topic: poll.need?.topic ?? (await topicAsked(tx, id, poll.question)), groupId };
}

/** What its question and options are about. */
async function topicAsked(tx: Tx, pollId: number, question: string): Promise<string | null> {
  const where = { pollId, hidden: false };
  const options = await tx.pollOption.findMany({ where, select: { text: true } });
  return tag([question, ...options.map(({ text }) => text)].join('\n'))[0]?.topic ?? null;
}

async function thingOf(tx: Tx, id: number): Promise<Subject> {
  const thing = await tx.thing.findUnique({ where: { id } });
  if (!thing)
    throw new Refusal('This no longer works. To flag a message, choose “Flag for our chair” in its menu.');
  if (thing.ideaId !== null) return ideaOf(tx, thing.ideaId);
  if (thing.pollId !== null) return pollOf(tx, thing.pollId);
  if (thing.itemId !== null) return { kind: 'item', id: thing.itemId, topic: thing.topic, groupId: null };
  return { kind: 'message', id, topic: thing.topic, groupId: null };
}
