import type { Prisma, Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { treeOf } from './tree.ts';

const around = { group: true, changes: { orderBy: { id: 'asc' } } } satisfies Prisma.IdeaInclude;
const named = { id: true, number: true, title: true, hidden: true } satisfies Prisma.IdeaSelect;
const mergings = {
  merged: { select: named },
  others: { select: named, orderBy: { id: 'asc' } },
} satisfies Prisma.IdeaSelect;

/** An idea with its group, its history, and what it is merged with. */
export type Idea = Prisma.IdeaGetPayload<{ include: typeof around & typeof mergings }>;

/** @throws Refusal when there is none of this id */
export function findIdea(tx: Tx, id: number): Promise<Idea> {
  return find(tx, { id });
}

/** By its number, as in IDEA-42. @throws Refusal when there is none */
export function findNumbered(tx: Tx, number: number): Promise<Idea> {
  return find(tx, { number });
}

async function find(tx: Tx, where: { id: number } | { number: number }): Promise<Idea> {
  const idea = await tx.idea.findUnique({ where, include: around });
  if (!idea) throw noSuchIdea();
  // By itself: of four relations at once the driver complains, which sends them through one connection.
  const more = await tx.idea.findUniqueOrThrow({ where: { id: idea.id }, select: mergings });
  return { ...idea, ...more };
}

export function noSuchIdea(): Refusal {
  return new Refusal('There is no idea with this number. Type /idea list to see your group’s ideas.');
}

/** How many people support an idea, those of the ideas merged into it with them, each once. */
export async function supportOf(tx: Tx, id: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT person_id)::int AS people FROM supporter
    WHERE idea_id = ANY(${await treeOf(tx, id)}::int[])`;
  return row!.people;
}
