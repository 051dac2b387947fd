import type { Prisma, Tx } from '../db.ts';
import type { TopicId } from '../taxonomy/topics.ts';
import type { Day } from '../time.ts';
import { choose, type Scored } from './choose.ts';
import { newsFor } from './schedule.ts';
import { type Edition, findCandidates, findEdition } from './store.ts';
import { findWatched } from './watched.ts';

/** Fills a group's edition for a day, whose row is there already, with what is news to the group at `now`. */
export async function draft(tx: Tx, groupId: number, on: Day, now: Date): Promise<Edition> {
  const where = { groupId_day: { groupId, day: on } };
  const { id: editionId, group } = await tx.edition.findUniqueOrThrow({ where, include: { group: true } });
  // A group that is new, or comes back after long, is not flooded.
  const since = new Date(Math.max(group.createdAt.getTime(), now.getTime() - newsFor));
  const { chosen, also } = choose(await findCandidates(tx, groupId, since), {
    topics: group.topics as Partial<Record<TopicId, number>>,
    keywords: group.keywords,
    size: group.digestSize,
    priorities: await findWatched(tx, groupId, on),
  });
  const row = ({ id, score, reasons }: Scored, rank: number | null): Prisma.EntryCreateManyInput => ({
    editionId,
    groupId,
    itemId: id,
    rank,
    score,
    reasons: reasons as unknown as object,
  });
  await tx.entry.createMany({
    data: [...chosen.map((entry, at) => row(entry, at + 1)), ...also.map((entry) => row(entry, null))],
  });
  await tx.edition.update({ where, data: { state: chosen.length > 0 ? 'composed' : 'quiet' } });
  return (await findEdition(tx, groupId, on))!;
}
