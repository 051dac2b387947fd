import type { Tx } from '../../db.ts';

/**
 * An idea and all that went into it, also by way of others; the idea itself first. A merged one keeps pointing to where it was put, even
 * when that goes into a third one, so that each merging can be undone by itself.
 */
export async function treeOf(tx: Tx, id: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE tree AS (
      SELECT ${id}::int AS id
      UNION SELECT idea.id FROM idea JOIN tree ON idea.merged_id = tree.id
    ) SELECT id FROM tree ORDER BY id <> ${id}, id`;
  return rows.map((row) => row.id);
}

/** Where an idea has gone in the end; its own id when it stands by itself. */
export async function endOf(tx: Tx, id: number): Promise<number> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE way AS (
      SELECT id, merged_id FROM idea WHERE id = ${id}
      UNION SELECT idea.id, idea.merged_id FROM idea JOIN way ON idea.id = way.merged_id
    ) SELECT id FROM way WHERE merged_id IS NULL`;
  return rows[0]?.id ?? id;
}
