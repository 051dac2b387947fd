import type { Group } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { topics } from '../../taxonomy/topics.ts';
import { OPTION_LENGTH, readOptions } from '../option.ts';

/** How many are suggested, and how many of them at most are needs of earlier polls. */
const most = { all: 8, earlier: 4 };

/**
 * Options to begin with: what members wanted most in earlier polls and is not dealt with yet, then key topics of what the group
 * cares about.
 * @param group whose topics count; null for nobody's in particular
 */
export async function suggestions(tx: Tx, group: Group | null): Promise<string[]> {
  const weights = weightsOf(group);
  const needs = await tx.$queryRaw<{ title: string; topic: string | null }[]>`
    SELECT need.title, need.topic FROM need
    LEFT JOIN poll_option ON poll_option.need_id = need.id AND NOT poll_option.hidden
    LEFT JOIN result ON result.poll_id = poll_option.poll_id AND result.group_id IS NULL
    LEFT JOIN "count" ON "count".result_id = result.id AND "count".option_id = poll_option.id
    WHERE coalesce((SELECT state FROM need_mark WHERE need_id = need.id ORDER BY id DESC LIMIT 1), 'wanted') = 'wanted'
    GROUP BY need.id HAVING sum("count".people) > 0
    ORDER BY sum("count".people) DESC, need.id LIMIT 100`;
  const earlier = needs
    .filter(({ topic }) => topic === null || (weights.get(topic) ?? 0) > 0)
    .slice(0, most.earlier);
  const all = [...earlier.map(({ title }) => title), ...keyTopics(weights)];
  return readOptions(all.filter((text) => text.length <= OPTION_LENGTH).join('\n')).slice(0, most.all);
}

/** Topic id → weight; all alike where a group weights nothing. */
function weightsOf(group: Group | null): Map<string, number> {
  const given = Object.entries((group?.topics ?? {}) as Record<string, number>).filter(([, w]) => w > 0);
  return new Map(given.length > 0 ? given : topics.map(({ id }) => [id, 1]));
}

/** Twice the weight, twice as many in any number of them (D'Hondt). */
function keyTopics(weights: ReadonlyMap<string, number>): string[] {
  return topics
    .flatMap(({ id, keyTopics }) =>
      keyTopics.map(({ name }, at) => ({ name, rank: (weights.get(id) ?? 0) / (at + 1) })),
    )
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ name }) => name);
}
