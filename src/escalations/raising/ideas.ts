import type { Tx } from '../../db.ts';

/** Something that can be ticked. */
export interface Found {
  id: number;
  title: string;
  /** Evidence. */
  words: string;
}

/** As many as anybody looks at. */
const most = 200;

/** The open ideas of a group, most supported first; the supporters of ideas that were merged into one count for it. */
export async function ideasOf(tx: Tx, groupId: number, without: readonly number[]): Promise<Found[]> {
  const rows = await tx.$queryRaw<{ id: number; number: number; title: string; people: number }[]>`
    WITH RECURSIVE tree AS (
      SELECT id AS root, id FROM idea
      WHERE group_id = ${groupId} AND number IS NOT NULL AND NOT hidden AND merged_id IS NULL
        AND state IN ('received', 'looking', 'planned') AND id <> ALL(${without}::int[])
      UNION SELECT root, idea.id FROM tree JOIN idea ON idea.merged_id = tree.id
    ), supported AS (
      SELECT root, count(DISTINCT person_id)::int AS people
      FROM tree LEFT JOIN supporter ON supporter.idea_id = tree.id GROUP BY root
    )
    SELECT id, number, title, people FROM supported JOIN idea ON idea.id = root
    ORDER BY people DESC, id DESC LIMIT ${most}`;
  return rows.map(({ id, number, title, people }) => ({
    id,
    title: `IDEA-${number} · ${title}`,
    words: people === 0 ? 'Idea' : people === 1 ? 'Idea, 1 person supports it' : `Idea, ${people} support it`,
  }));
}
