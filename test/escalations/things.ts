import type { Db } from '../../src/db.ts';

/** How many messages stand in each database: what a test finds does not depend on the files before it. */
const posts = new WeakMap<Db, number>();

/** A message as a thing that can be flagged. @returns its row id */
export async function thingOf(db: Db, text: string, topic: string | null = null): Promise<number> {
  const count = (posts.get(db) ?? 0) + 1;
  posts.set(db, count);
  const post = `given-${count}`;
  const where = { platform: 'slack', channel: 'C0ELSEWHERE', post };
  const { id } = await db.thing.create({
    data: {
      ...where,
      kind: 'message',
      text,
      topic,
      url: `https://chat.test/${post}`,
      madeAt: new Date('2026-11-19T09:00:00Z'),
    },
  });
  return id;
}

/** People, by slug, flag a thing in a group. */
export async function flagIn(
  db: Db,
  thingId: number,
  group: string,
  people: readonly string[],
  reason?: string,
): Promise<void> {
  const { id: groupId } = await db.group.findUniqueOrThrow({ where: { slug: group } });
  for (const slug of people) {
    const { id: personId } = await db.person.findFirstOrThrow({ where: { slug } });
    const at = new Date(Date.parse('2026-11-19T10:00:00Z') + thingId * 1000);
    await db.flag.create({ data: { thingId, personId, groupId, at, reason: reason ?? null } });
  }
}
