import type { Tx } from '../../db.ts';
import { leaveToAnonymous } from './anonymous-owner.ts';

/**
 * Leaves to nobody what people found useful, and which ended ideas they supported, long ago: it stays counted.
 * @returns how many people, at most 100
 */
export async function forgetCounts(tx: Tx, before: Date): Promise<number> {
  const people = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM person
    WHERE (slug IS NOT NULL OR EXISTS (SELECT FROM account WHERE person_id = person.id))
      AND (EXISTS (SELECT FROM useful WHERE person_id = person.id AND at < ${before})
        OR EXISTS (SELECT FROM supporter JOIN idea ON idea.id = idea_id WHERE supporter.person_id = person.id AND length(sealed) = 0))
    ORDER BY id LIMIT 100`;
  for (const { id } of people) await leaveToAnonymous(tx, id, before);
  return people.length;
}

/**
 * Forgets the accounts of people of whom nothing else is held any more: not named by the office, not linked, nothing counted.
 * @returns how many, at most 500
 */
export async function forgetStrangers(tx: Tx): Promise<number> {
  const people = await strangers(tx, null);
  if (people.length === 0) return 0;
  // Somebody may be acting at this moment: they end first, or find nobody afterwards and begin anew (personOf).
  await tx.$queryRaw`SELECT FROM account WHERE person_id = ANY(${people}) ORDER BY person_id FOR UPDATE`;
  const still = await strangers(tx, people);
  const { count } = await tx.person.deleteMany({ where: { id: { in: still } } });
  return count;
}

async function strangers(tx: Tx, among: readonly number[] | null): Promise<number[]> {
  const none = { none: {} };
  const rows = await tx.person.findMany({
    where: {
      ...(among ? { id: { in: [...among] } } : {}),
      ...{ slug: null, roles: none, usefuls: none, polls: none, marks: none, linkings: none, ideas: none },
      ...{ decisions: none, supports: none, follows: none, questions: none, stops: none, shares: none },
      ...{ flags: none, themes: none, owned: none, themeGroups: none, themeChanges: none, priorities: none },
      accounts: { none: { linked: true } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 500,
  });
  return rows.map(({ id }) => id);
}
