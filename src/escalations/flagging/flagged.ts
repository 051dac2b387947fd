import type { Prisma, Tx } from '../../db.ts';
import type { TopicId } from '../../taxonomy/topics.ts';
import { findThings, type Thing, topicOf } from '../theme/thing.ts';

/** Something that people of a group want their chair to see. Who they are is no part of it. */
export interface FlaggedThing {
  thing: Thing;
  /** Of this group. */
  people: number;
  /** Other groups where it was flagged too, the one with the most people first. */
  others: { groupId: number; name: string; people: number }[];
  /** Given in this group, the newest first, each once. */
  reasons: string[];
  topic: TopicId | null;
}

/** What no theme of a group has as evidence yet; the draft of a chair is none. What a chair has hidden waits for nobody. */
export function ungathered(groupId: number): Prisma.ThingWhereInput {
  return {
    evidence: { none: { theme: { state: { not: 'draft' }, groups: { some: { groupId } } } } },
    OR: [{ ideaId: null }, { idea: { hidden: false } }],
  };
}

/** What was flagged in a group and waits for its chair (`ungathered`), the strongest first: by people here, then elsewhere, then the latest. */
export async function flaggedBy(tx: Tx, groupId: number): Promise<FlaggedThing[]> {
  const things = await findThings(tx, { flags: { some: { groupId } }, ...ungathered(groupId) });
  const flags = await flagsOf(
    tx,
    things.map(({ id }) => id),
  );
  return things
    .map((thing) => {
      const all = flags.get(thing.id) ?? [];
      const here = all.filter((flag) => flag.groupId === groupId);
      const reasons = [...new Set(here.flatMap(({ reason }) => reason ?? []))];
      const people = here.length;
      const flagged = { thing, people, others: others(all, groupId), reasons, topic: topicOf(thing) };
      return { flagged, all: all.length, last: all[0]?.at.getTime() ?? 0 };
    })
    .sort(
      (a, b) =>
        b.flagged.people - a.flagged.people ||
        b.all - a.all ||
        b.last - a.last ||
        b.flagged.thing.id - a.flagged.thing.id,
    )
    .map(({ flagged }) => flagged);
}

type Flag = { thingId: number; groupId: number; reason: string | null; at: Date; group: { name: string } };

/** Of each thing, the newest first. */
async function flagsOf(tx: Tx, things: number[]): Promise<Map<number, Flag[]>> {
  const rows = await tx.flag.findMany({
    where: { thingId: { in: things } },
    select: { thingId: true, groupId: true, reason: true, at: true, group: { select: { name: true } } },
    orderBy: [{ at: 'desc' }, { personId: 'desc' }],
  });
  const byThing = new Map<number, Flag[]>();
  for (const row of rows) byThing.set(row.thingId, [...(byThing.get(row.thingId) ?? []), row]);
  return byThing;
}

function others(all: readonly Flag[], groupId: number): FlaggedThing['others'] {
  const byGroup = new Map<number, FlaggedThing['others'][number]>();
  for (const { groupId: id, group } of all) {
    if (id === groupId) continue;
    byGroup.set(id, { groupId: id, name: group.name, people: (byGroup.get(id)?.people ?? 0) + 1 });
  }
  return [...byGroup.values()].sort((a, b) => b.people - a.people || a.groupId - b.groupId);
}
