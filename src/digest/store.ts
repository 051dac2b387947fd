import type { Prisma, Tx } from '../db.ts';
import type { Tag } from '../taxonomy/tag.ts';
import type { Candidate, Reason } from './choose.ts';

const firstSighting = {
  orderBy: { seenAt: 'asc' },
  take: 1,
  select: { source: { select: { name: true, kind: true, attribution: true } } },
} satisfies Prisma.Item$sightingsArgs;

/** Only what is drawn of an item: an edition may list a hundred as also seen. */
const drawn = {
  title: true,
  address: true,
  journal: true,
  sightings: firstSighting,
  shares: {
    where: { state: 'taken' },
    orderBy: { id: 'asc' },
    select: { groupId: true, name: true, why: true, group: { select: { name: true } } },
  },
} satisfies Prisma.ItemSelect;
const entryOf = {
  item: { select: drawn },
  _count: { select: { usefuls: true } },
} satisfies Prisma.EntryInclude;

const entriesOf = {
  group: true,
  entries: {
    orderBy: [{ rank: { sort: 'asc', nulls: 'last' } }, { score: 'desc' }, { id: 'asc' }],
    include: entryOf,
  },
} satisfies Prisma.EditionInclude;

type Row = Prisma.EditionGetPayload<{ include: typeof entriesOf }>;

/** An entry with its item and, if the council has it, what became of that, in a sentence. */
export type Entry = Row['entries'][number] & { outcome?: string | null };
export type Edition = Row & { entries: Entry[] };

/** The edition of a group on a day, its entries in their order, what did not make the cut last. */
export async function findEdition(tx: Tx, groupId: number, day: string): Promise<Edition | null> {
  const edition = await tx.edition.findUnique({
    where: { groupId_day: { groupId, day } },
    include: entriesOf,
  });
  return edition && withOutcomes(tx, edition);
}

/** The same, by the edition's own id. */
export async function findEditionById(tx: Tx, id: number): Promise<Edition> {
  return withOutcomes(tx, await tx.edition.findUniqueOrThrow({ where: { id }, include: entriesOf }));
}

// By itself: of so many relations at once the driver complains, which sends them through one connection.
async function withOutcomes(tx: Tx, edition: Row): Promise<Edition> {
  const itemId = { in: edition.entries.flatMap(({ rank, itemId }) => (rank === null ? [] : itemId)) };
  const things = await tx.thing.findMany({
    where: { itemId, outcome: { not: null } },
    select: { itemId: true, outcome: true },
  });
  const outcomes = new Map(things.map(({ itemId, outcome }) => [itemId, outcome]));
  const entries = edition.entries.map((entry) => ({ ...entry, outcome: outcomes.get(entry.itemId) ?? null }));
  return { ...edition, entries };
}

/** One entry that was chosen, with its item's summary. */
export function findChosen(tx: Tx, id: number) {
  const item = { select: { ...drawn, summary: true } };
  return tx.entry.findFirst({ where: { id, rank: { not: null } }, include: { ...entryOf, item } });
}

/** The newest edition that was not missed. */
export async function findNewest(tx: Tx, groupId: number): Promise<Edition | undefined> {
  const where = { groupId, state: { not: 'missed' as const } };
  const edition = await tx.edition.findFirst({ where, orderBy: { day: 'desc' }, include: entriesOf });
  return edition ?? undefined;
}

export function reasonsOf(entry: { reasons: unknown }): Reason[] {
  return entry.reasons as Reason[];
}

/** How many candidates one edition weighs at most: the newest. */
const most = 500;

/**
 * What a group's sources have shown since `since` that was news there, and what members have shared with the group and was taken
 * since then, but for what stood in an edition of the group. An item that several of its sources show counts for the one with the
 * greatest weight.
 */
export async function findCandidates(tx: Tx, groupId: number, since: Date): Promise<Candidate[]> {
  const news = { baseline: false, seenAt: { gte: since }, source: { subscriptions: { some: { groupId } } } };
  const taken = { groupId, state: 'taken' as const, decidedAt: { gte: since } };
  const find = (some: Prisma.ItemWhereInput) =>
    tx.item.findMany({
      where: { ...some, entries: { none: { groupId } } },
      include: {
        sightings: { where: news, include: { source: true } },
        shares: { where: taken, select: { id: true }, take: 1 },
      },
      orderBy: { id: 'desc' },
      take: most,
    });
  // Looked for alone: what is shared may be older than all the news.
  const [shared, seen] = [await find({ shares: { some: taken } }), await find({ sightings: { some: news } })];
  const known = new Set(shared.map(({ id }) => id));
  return [...shared, ...seen.filter(({ id }) => !known.has(id))].map(({ sightings, shares, ...item }) => {
    const [first] = sightings.map(({ source }) => source).sort((a, b) => b.weight - a.weight || a.id - b.id);
    return {
      ...item,
      tags: item.tags as unknown as Tag[],
      source: first ?? null,
      shared: shares.length > 0,
    };
  });
}
