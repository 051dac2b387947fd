import type { Tx } from '../../db.ts';
import { type TopicId, topicIds } from '../../taxonomy/topics.ts';

/** Days in which flags count as of one time, and for which the same is not said again. */
const days = 30;

/** Groups on one topic. */
const several = 3;

/** What members of several groups have flagged on a topic, not long ago. */
export interface Gathering {
  topic: TopicId;
  /** Ids of SIGs and CoIs, ascending. */
  groupIds: number[];
  /** Things, those first that most groups, then most people flagged; of each, in which groups, and the number of a theme that has it. */
  things: { id: number; flags: number; groupIds: number[]; theme: number | null }[];
}

/** From when on flags count. */
function since(at: Date): Date {
  return new Date(at.getTime() - days * 86_400_000);
}

/**
 * The topics on which several groups gather, and of which that is to be said: nobody was told in these days, or another group has come
 * since; and not all of it stands in one theme already. Small enough to be asked every two seconds.
 */
export async function gatheringTopics(tx: Tx, at: Date): Promise<TopicId[]> {
  const rows = await tx.$queryRaw<{ topic: TopicId }[]>`
    SELECT topic FROM (
      SELECT thing.topic, array_agg(DISTINCT flag.group_id) AS group_ids, array_agg(DISTINCT thing.id) AS things
      FROM flag
      JOIN thing ON thing.id = flag.thing_id
      JOIN "group" ON "group".id = flag.group_id AND "group".kind IN ('sig', 'coi')
      LEFT JOIN idea ON idea.id = thing.idea_id
      WHERE flag.at > ${since(at)} AND thing.topic = ANY(${[...topicIds]}) AND idea.hidden IS NOT TRUE
      GROUP BY thing.topic HAVING count(DISTINCT flag.group_id) >= ${several}
    ) gathered
    WHERE NOT group_ids <@ ARRAY(
      SELECT unnest(forming.group_ids) FROM forming WHERE forming.topic = gathered.topic AND forming.at > ${since(at)}
    ) AND NOT EXISTS (
      SELECT FROM evidence JOIN theme ON theme.id = evidence.theme_id AND number IS NOT NULL
      WHERE evidence.thing_id = ANY(things) GROUP BY evidence.theme_id HAVING count(*) = cardinality(things)
    )
    ORDER BY topic`;
  return rows.map(({ topic }) => topic);
}

/** All that gathers on a topic. */
export async function gatheringOn(tx: Tx, at: Date, topic: TopicId): Promise<Gathering> {
  const rows = await tx.$queryRaw<{ id: number; flags: number; groupIds: number[]; theme: number | null }[]>`
    SELECT thing.id, count(*)::int AS flags, array_agg(DISTINCT flag.group_id ORDER BY flag.group_id) AS "groupIds",
      (SELECT min(number) FROM evidence JOIN theme ON theme.id = evidence.theme_id WHERE evidence.thing_id = thing.id) AS theme
    FROM flag
    JOIN thing ON thing.id = flag.thing_id
    JOIN "group" ON "group".id = flag.group_id AND "group".kind IN ('sig', 'coi')
    LEFT JOIN idea ON idea.id = thing.idea_id
    WHERE flag.at > ${since(at)} AND thing.topic = ${topic} AND idea.hidden IS NOT TRUE
    GROUP BY thing.id ORDER BY count(DISTINCT flag.group_id) DESC, flags DESC, thing.id`;
  const groupIds = [...new Set(rows.flatMap((one) => one.groupIds))].sort((a, b) => a - b);
  return { topic, groupIds, things: rows };
}
