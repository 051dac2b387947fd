import type { Tx } from '../../db.ts';
import { type TopicId, topicIds, topicName } from '../../taxonomy/topics.ts';
import type { Section } from './section.ts';

type Kind = 'flags' | 'ideas' | 'items';

interface Count {
  topic: TopicId;
  kind: Kind;
  now: number;
  before: number;
}

/** Topics of which more was flagged, sent in and scanned in these days than in as many before; the most risen first. */
export async function risingTopics(tx: Tx, at: Date, days: number): Promise<Section> {
  const counts = await countTopics(tx, at, days);
  const rows = topicIds
    .map((topic) => {
      const of = (kind: Kind) => counts.find((one) => one.topic === topic && one.kind === kind);
      const all = counts.filter((one) => one.topic === topic);
      return {
        topic,
        now: all.reduce((sum, one) => sum + one.now, 0),
        before: all.reduce((sum, one) => sum + one.before, 0),
        parts: (['flags', 'ideas', 'items'] as const).map(
          (kind) => `${of(kind)?.now ?? 0} (${of(kind)?.before ?? 0})`,
        ),
      };
    })
    .filter(({ now, before }) => now > before)
    .sort((a, b) => b.now - b.before - (a.now - a.before))
    .map(({ topic, now, before, parts }) => ({
      cells: [topicName(topic), ...parts, `${now} (${before})`],
      short: `${topicName(topic)} · ${now}, ${before} before (flags ${parts[0]}, ideas ${parts[1]}, items ${parts[2]})`,
    }));
  return {
    title: 'Rising topics',
    note: `Flags, ideas and digest items of the last ${days} days, with the ${days} days before in brackets.`,
    none: `No topic has more than in the ${days} days before.`,
    head: ['Topic', 'Flags', 'Ideas', 'Digest items', 'Together'],
    rows,
  };
}

/** An item is of the topic that is the likeliest (tag.ts), and counts once, in however many digests it stood. */
async function countTopics(tx: Tx, at: Date, days: number): Promise<Count[]> {
  const [from, before] = [1, 2].map((times) => new Date(at.getTime() - times * days * 86_400_000));
  return tx.$queryRaw<Count[]>`
    SELECT topic, kind, (count(*) FILTER (WHERE at > ${from}))::int AS now,
      (count(*) FILTER (WHERE at <= ${from}))::int AS before
    FROM (
      SELECT topic, 'flags' AS kind, flag.at FROM flag JOIN thing ON thing.id = thing_id
      UNION ALL
      SELECT topic, 'ideas', taken_in_at FROM idea WHERE NOT hidden
      UNION ALL
      SELECT tags -> 0 ->> 'topic', 'items', min(composed_at)
      FROM entry JOIN edition ON edition.id = edition_id JOIN item ON item.id = item_id
      WHERE rank IS NOT NULL GROUP BY item.id
    ) seen
    WHERE at > ${before} AND at <= ${at} AND topic = ANY(${[...topicIds]})
    GROUP BY topic, kind`;
}
