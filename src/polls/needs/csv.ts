import type { App } from '../../app.ts';
import { type Cell, toCsv } from '../../csv.ts';
import { Refusal } from '../../errors.ts';
import { dayIn } from '../../time.ts';
import { type Asked, figureOf, usable } from './evidence.ts';
import { type Ranked, rank } from './rank.ts';
import { readEvidence } from './store.ts';
import { topicInWords } from './words.ts';

/** In this order. Shares are from 0 to 1, days are local (`2026-12-04`), several of a kind are parted by semicolons. */
const columns = [
  'rank',
  'need',
  'topic',
  'demand',
  'answers',
  'people',
  'share',
  'low',
  'high',
  'breadth',
  'groups',
  'trend',
  'urgency',
  'state',
  'session',
  'day',
  'link',
  'reason',
  'evidence',
] as const;

/**
 * The needs by rank as CSV (RFC 4180, CRLF), with a byte order mark, without which Excel misreads every “é”.
 * @param slug a group, whose own figures are given; null for all groups together
 * @throws Refusal when there is no such group
 */
export async function needsCsv({ db }: Pick<App, 'db'>, slug: string | null): Promise<string> {
  const group = slug === null ? null : await db.group.findUnique({ where: { slug } });
  if (slug !== null && !group) {
    const known = await db.group.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } });
    throw new Refusal(
      `There is no group “${slug}”. There are: ${known.map((one) => one.slug).join(', ') || 'none yet'}.`,
    );
  }
  const id = group?.id ?? null;
  const rows = rank(await readEvidence(db), id).map((one) => rowOf(one, id));
  return toCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
}

function rowOf(ranked: Ranked, group: number | null): Record<(typeof columns)[number], Cell> {
  const { demand, likely, breadth, trend, urgency, evidence } = ranked;
  const { need, marks, asked } = evidence;
  const [mark] = marks;
  return {
    rank: ranked.rank,
    need: need.title,
    topic: topicInWords(need.topic),
    demand: demand.chosen,
    answers: demand.answers,
    people: demand.people,
    share: rounded(ranked.share),
    low: rounded(likely.low),
    high: rounded(likely.high),
    breadth: breadth.groups,
    groups: breadth.names.join('; '),
    trend: trend && rounded(trend.by),
    urgency: urgency && rounded(urgency.chosen / urgency.answers),
    state: mark?.state ?? 'wanted',
    session: mark?.session ?? null,
    day: mark?.day ?? null,
    link: mark?.link ?? null,
    reason: mark?.reason ?? null,
    evidence: usable(asked)
      .filter((one) => group === null || figureOf(one, group))
      .map(pollOf)
      .join('; '),
  };
}

function pollOf({ poll, question, zone, closedAt }: Asked): string {
  return `poll ${poll}, “${question}”, ${dayIn(zone, closedAt)}`;
}

/** To a tenth of a per cent: as much as five answers or five thousand can say. */
function rounded(share: number): number {
  return Math.round(1000 * share) / 1000;
}
