import { clean } from '../chat/text.ts';
import type { Tx } from '../db.ts';
import { tag } from '../taxonomy/tag.ts';
import { itemKey } from './identity.ts';
import type { ParsedItem } from './parse.ts';

/**
 * Keeps what a feed shows: each thing once, however many feeds show it, and each sighting once.
 * @param baseline whether this is the first look at the source, whose items are news to nobody
 * @returns how many items were seen here for the first time
 */
export async function keepItems(
  tx: Tx,
  source: { id: number; address: string },
  parsed: readonly ParsedItem[],
  { now, baseline }: { now: Date; baseline: boolean },
): Promise<number> {
  const byKey = new Map<string, ParsedItem>();
  for (const item of parsed) {
    const key = itemKey(item, source.address);
    if (key && !byKey.has(key)) byKey.set(key, item);
  }
  // In one order for all, or two feeds that share items could wait for each other.
  const keys = [...byKey.keys()].sort();
  const made = await tx.item.createManyAndReturn({
    data: keys.map((key) => ({ key, seenAt: now, ...row(byKey.get(key)!, now) })),
    skipDuplicates: true,
    select: { id: true },
  });
  // What a member had shared before any feed showed it: the feed knows its words better than a page that was hard to read.
  const shared = await tx.item.findMany({
    where: { key: { in: keys }, id: { notIn: made.map(({ id }) => id) }, sightings: { none: {} } },
    select: { id: true, key: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, key } of shared) await tx.item.update({ where: { id }, data: row(byKey.get(key)!, now) });
  const items = await tx.item.findMany({
    where: { key: { in: keys } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const { count } = await tx.sighting.createMany({
    data: items.map(({ id }) => ({ sourceId: source.id, itemId: id, seenAt: now, baseline })),
    skipDuplicates: true,
  });
  return count;
}

function row(item: ParsedItem, now: Date) {
  const title = clean(item.title);
  const summary = clean(item.summary);
  return {
    title,
    address: item.link,
    summary,
    authors: item.authors.map(clean).slice(0, 50),
    doi: item.doi,
    journal: item.container ? clean(item.container) : null,
    // A date to come (an issue's cover date) says nothing about when it was published.
    publishedAt: item.published && item.published <= now ? item.published : null,
    tags: tag(`${title}. ${summary}`) as unknown as object[],
  };
}
