import type { Tx } from '../../db.ts';
import type { State } from '../idea/idea.ts';
import { queryOf, wordsOf } from './query.ts';

/** An idea that is already there and seems to be about the same. */
export interface Similar {
  id: number;
  number: number;
  title: string;
  state: State;
  /** The higher the more alike; at least `least` of how it was weighed. */
  score: number;
}

/** What likeness is made of, and how much of it there must be. */
export interface Weighing {
  /** Of words in common (`ts_rank`): those of titles and those of texts. */
  words: number;
  titled: number;
  /** Of trigrams in common: in all words, and in titles. */
  trigrams: number;
  titles: number;
  least: number;
}

/** Chosen on one half of the labelled set (bench/similar.ts), where these balance precision and recall best. */
export const both: Weighing = { words: 1, titled: 0.7, trigrams: 1, titles: 0.3, least: 0.32 };

/** Characters of an idea that are compared: its matter stands there, and of a short and a long text little would be alike. */
const begins = 500;
/** How many of their words are looked for. */
const mostWords = 60;
/** How many of those with words in common are compared by their trigrams too. */
const compared = 40;

/**
 * The ideas of all groups that are most like this one, best first; none when nothing is like it. Those that were hidden or declined are
 * left out; one that was merged stands for the one that it went into.
 * @param idea `id` when it is stored already, so that it is not found itself. At the same likeness its own group comes first
 */
export async function similar(
  tx: Tx,
  idea: { id?: number; groupId: number; title: string; text: string },
  most = 3,
  how: Weighing = both,
): Promise<Similar[]> {
  const { id = 0, groupId, title, text } = idea;
  const all = `${title} ${text}`.slice(0, begins).toWellFormed();
  const query = queryOf(wordsOf(all, mostWords), '|');
  return tx.$queryRaw<Similar[]>`
    WITH RECURSIVE asked AS MATERIALIZED (SELECT to_tsquery('english', ${query}) AS query),
    worded AS (
      SELECT id, ts_rank(ARRAY[0, 0, 0.4, ${how.titled}]::float4[], words, query) AS rank
      FROM idea, asked WHERE words @@ query AND NOT hidden ORDER BY rank DESC, id LIMIT ${compared}
    ),
    titled AS (
      SELECT id FROM idea WHERE title % ${title} AND NOT hidden
      ORDER BY similarity(title, ${title}) DESC, id LIMIT ${compared}
    ),
    weighed AS (
      SELECT id, merged_id, ${how.words} * coalesce(rank, 0)
        + ${how.trigrams} * similarity(left(title || ' ' || text, ${begins}), ${all})
        + ${how.titles} * similarity(title, ${title}) AS likeness
      FROM (SELECT id FROM worded UNION SELECT id FROM titled) near JOIN idea USING (id) LEFT JOIN worded USING (id)
      WHERE id <> ${id}
    ),
    way AS (
      SELECT id, merged_id, likeness FROM weighed WHERE likeness >= ${how.least}
      UNION SELECT idea.id, idea.merged_id, likeness FROM way JOIN idea ON idea.id = way.merged_id
    )
    SELECT id, number, title, state::text AS state, score
    FROM (SELECT id, max(likeness) AS score FROM way WHERE merged_id IS NULL GROUP BY id) best JOIN idea USING (id)
    WHERE id <> ${id} AND number IS NOT NULL AND NOT hidden AND state <> 'declined'
    ORDER BY score DESC, group_id = ${groupId} DESC, id LIMIT ${most}`;
}
