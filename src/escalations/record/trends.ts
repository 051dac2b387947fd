import { shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { registerOf } from '../../polls/needs/register.ts';
import {
  breadthInWords,
  figureInWords,
  titleOf as needTitle,
  topicInWords,
  trendInWords,
} from '../../polls/needs/words.ts';
import { type TopicId, topicName } from '../../taxonomy/topics.ts';
import { showDay } from '../../time.ts';
import { countOf, isOver, subjectOf } from '../priorities/priority.ts';
import { countIdeas, findPriorities } from '../priorities/store.ts';
import { findThings, type Thing, titleOf, topicOf, waysTo } from '../theme/thing.ts';
import type { Row, Section } from './section.ts';

/** Rows of what is listed by strength. */
const top = 5;

/** Topics on which several groups were seen to gather in these days, each as it was seen last. */
export async function formingTopics(
  tx: Tx,
  at: Date,
  days: number,
): Promise<{ topic: TopicId; at: Date; groups: string[] }[]> {
  const since = new Date(at.getTime() - days * 86_400_000);
  const rows = await tx.forming.findMany({ where: { at: { gt: since } }, orderBy: { id: 'desc' } });
  const groups = await tx.group.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
  return rows.flatMap((row, place) => {
    const topic = topicOf(row);
    if (topic === null || rows.findIndex((other) => other.topic === row.topic) < place) return [];
    const names = groups.filter(({ id }) => row.groupIds.includes(id)).map(({ name }) => name);
    return [{ topic, at: row.at, groups: names }];
  });
}

/** What most people want to learn, in all groups together. */
export async function topNeeds(tx: Tx): Promise<Section> {
  const { needs } = await registerOf(tx, null);
  const rows = needs.slice(0, top).map((need): Row => {
    const { demand, breadth, trend, evidence } = need;
    const figure = figureInWords(demand);
    return {
      cells: [
        needTitle(need),
        topicInWords(evidence.need.topic) ?? '–',
        figure,
        breadthInWords(breadth),
        trend ? trendInWords(trend) : '–',
      ],
      short: `${shorten(needTitle(need), 70)} · ${figure}`,
    };
  });
  return {
    title: 'Needs with the highest demand',
    none: 'No needs are known yet.',
    head: ['Need', 'Topic', 'Who wants it', 'Where', 'Trend'],
    rows,
  };
}

/** What the council has watched, and the answers to its open calls. */
export async function runningPriorities(tx: Tx, at: Date): Promise<Section> {
  const running = (await findPriorities(tx, { endedAt: null })).filter((one) =>
    one.groups.some(({ group }) => !isOver(one, group.zone, at)),
  );
  const rows: Row[] = [];
  for (const one of running) {
    const ideas = one.call ? countOf(await countIdeas(tx, one.id)) : 'No call';
    const until = showDay(one.until);
    const groups = one.groups.map(({ group }) => group.name).join(', ');
    rows.push({
      cells: [subjectOf(one), groups, until, ideas],
      short: `${shorten(subjectOf(one), 70)} · until ${until} · ${ideas.toLowerCase()}`,
    });
  }
  return {
    title: 'Priorities and open calls',
    none: 'No topic is watched, and no call is open.',
    head: ['What', 'Groups asked', 'Until', 'Answers to the call'],
    rows,
  };
}

/** What members have flagged and no chair has raised, the strongest first. What a chair has hidden is left out. */
export async function flaggedThings(tx: Tx, platform: string): Promise<Section> {
  const found = await tx.$queryRaw<{ id: number; people: number; groups: number }[]>`
    SELECT thing.id, count(*)::int AS people, count(DISTINCT flag.group_id)::int AS groups
    FROM flag JOIN thing ON thing.id = thing_id LEFT JOIN idea ON idea.id = idea_id
    WHERE idea.hidden IS NOT TRUE AND NOT EXISTS (
      SELECT FROM evidence JOIN theme ON theme.id = theme_id AND number IS NOT NULL
      WHERE evidence.thing_id = thing.id)
    GROUP BY thing.id ORDER BY people DESC, groups DESC, max(flag.at) DESC, thing.id DESC LIMIT ${top}`;
  const things = await findThings(tx, { id: { in: found.map(({ id }) => id) } });
  const ways = await waysTo(tx, things, platform);
  return {
    title: 'Flagged, not yet raised',
    note: 'What members have flagged most, and no group has raised.',
    none: 'No flags are waiting to be raised.',
    head: ['What', 'Topic', 'People', 'Groups'],
    rows: found.flatMap(({ id, people, groups }) => {
      const thing = things.find((one) => one.id === id);
      return thing ? [rowOf(thing, people, groups, ways.get(id))] : [];
    }),
  };
}

function rowOf(thing: Thing, people: number, groups: number, link: string | undefined): Row {
  const title = titleOf(thing);
  const topic = topicOf(thing);
  return {
    cells: [
      link === undefined ? title : [{ text: title, link }],
      topic === null ? '–' : topicName(topic),
      String(people),
      String(groups),
    ],
    short: `${shorten(title, 70)} · flagged by ${people} in ${groups === 1 ? '1 group' : `${groups} groups`}`,
  };
}
