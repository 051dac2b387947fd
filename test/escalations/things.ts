import type { Db } from '../../src/db.ts';

let posts = 0;

/** A message as a thing that can be flagged. @returns its row id */
export async function thingOf(db: Db, text: string, topic: string | null = null): Promise<number> {
  posts += 1;
  const where = { platform: 'slack', channel: 'C0ELSEWHERE', post: `given-${posts}` };
  const { id } = await db.thing.create({
    data: {
      ...where,
      kind: 'message',
      text,
      topic,
      url: `https://chat.test/given-${posts}`,
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
