import type { Tx } from '../db.ts';
import { topicIds } from '../taxonomy/topics.ts';
import type { Day } from '../time.ts';
import type { Watched } from './choose.ts';

/** What the council wants a group to watch on a local day of the group, the oldest first. */
export async function findWatched(tx: Tx, groupId: number, on: Day): Promise<Watched[]> {
  const rows = await tx.priority.findMany({
    where: { groups: { some: { groupId } }, until: { gte: on }, endedAt: null },
    orderBy: { id: 'asc' },
  });
  if (rows.length === 0) return [];
  const council = await tx.group.findFirst({
    where: { kind: 'council' },
    orderBy: { id: 'asc' },
    select: { name: true },
  });
  return rows.flatMap(({ id, topic: named, keywords, until }) => {
    const topic = topicIds.find((known) => known === named);
    return topic ? [{ id, council: council?.name ?? 'The council', topic, keywords, until }] : [];
  });
}
