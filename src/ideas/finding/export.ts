import type { App } from '../../app.ts';
import { type Cell, toCsv } from '../../csv.ts';
import type { Prisma, Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { type TopicId, topicName } from '../../taxonomy/topics.ts';
import { dayIn } from '../../time.ts';
import { kinds, nameOf, states } from '../idea/idea.ts';

/** In this order. Days are local to the group (`2026-12-04`). Nothing here leads to the sender of an anonymous idea, so the time of day is left out too. */
const columns = [
  'number',
  'kind',
  'title',
  'text',
  'topic',
  'group',
  'state',
  'reason',
  'author',
  'sent',
  'supporters',
  'followers',
  'mergedInto',
  'hidden',
  'history',
] as const;

type Line = { day: string; state: string; by: string; reason: string | null };
type Exported = Record<Exclude<(typeof columns)[number], 'history'>, string | number | boolean | null> & {
  history: Line[];
};

// Named one by one: what the database holds of senders is not even read.
const wanted = {
  id: true,
  number: true,
  kind: true,
  title: true,
  text: true,
  topic: true,
  state: true,
  signed: true,
  author: true,
  hidden: true,
  sentAt: true,
  group: { select: { name: true, zone: true } },
  merged: { select: { number: true } },
  changes: { orderBy: { id: 'asc' } },
} satisfies Prisma.IdeaSelect;

type Row = Prisma.IdeaGetPayload<{ select: typeof wanted }>;

/**
 * All ideas by number, those not taken in yet last: as CSV (RFC 4180, CRLF, with the byte order mark without which Excel misreads “é”), or
 * as a JSON array.
 * @param slug a group; null for all
 * @throws Refusal when there is no such group
 */
export async function exportIdeas(
  { db }: Pick<App, 'db'>,
  format: 'csv' | 'json',
  slug: string | null,
): Promise<string> {
  const group = slug === null ? null : await db.group.findUnique({ where: { slug } });
  if (slug !== null && !group) {
    const known = await db.group.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } });
    throw new Refusal(
      `There is no group “${slug}”. There are: ${known.map((one) => one.slug).join(', ') || 'none yet'}.`,
    );
  }
  const rows = await db.idea.findMany({
    where: group ? { groupId: group.id } : {},
    orderBy: [{ number: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    select: wanted,
  });
  const people = await peopleOfAll(db);
  const ideas = rows.map((row) => exported(row, people.get(row.id) ?? { supporters: 0, followers: 0 }));
  return format === 'csv' ? toCsv(columns, ideas.map(cellsOf)) : `${JSON.stringify(ideas, null, 2)}\n`;
}

interface People {
  supporters: number;
  followers: number;
}

/** How many people support and follow each idea, those of all that went into it (tree.ts) with them, each once. */
async function peopleOfAll(tx: Tx): Promise<Map<number, People>> {
  const rows = await tx.$queryRaw<(People & { id: number })[]>`
    WITH RECURSIVE wanted AS (
      SELECT idea_id AS id, person_id AS who, true AS supports FROM supporter
      UNION ALL SELECT idea_id, person_id, false FROM follower
    ),
    way AS (
      SELECT id, who, supports FROM wanted
      UNION SELECT merged_id, who, supports FROM way JOIN idea USING (id) WHERE merged_id IS NOT NULL
    )
    SELECT id, (count(*) FILTER (WHERE supports))::int AS supporters,
      (count(*) FILTER (WHERE NOT supports))::int AS followers
    FROM way GROUP BY id`;
  return new Map(rows.map(({ id, supporters, followers }) => [id, { supporters, followers }]));
}

function exported(row: Row, people: People): Exported {
  const day = (at: Date) => dayIn(row.group.zone, at);
  return {
    number: row.number === null ? null : nameOf(row.number),
    kind: kinds[row.kind],
    title: row.title,
    text: row.text,
    topic: row.topic === null ? null : topicName(row.topic as TopicId),
    group: row.group.name,
    state: states[row.state],
    reason: row.changes.at(-1)?.reason ?? null,
    author: row.signed ? (row.author ?? 'a former member') : 'anonymous',
    sent: day(row.sentAt),
    ...people,
    mergedInto: row.merged?.number ? nameOf(row.merged.number) : null,
    hidden: row.hidden,
    history: row.changes.map(({ at, state, by, reason }) => ({
      day: day(at),
      state: states[state],
      by,
      reason,
    })),
  };
}

function cellsOf(idea: Exported): Cell[] {
  return columns.map((column) => {
    const cell = column === 'history' ? idea.history.map(lineOf).join('; ') : idea[column];
    return typeof cell === 'boolean' ? (cell ? 'yes' : '') : cell;
  });
}

function lineOf({ day, state, by, reason }: Line): string {
  return `${day} ${state} (${by})${reason ? `: ${reason}` : ''}`;
}
