import type { Tx } from '../../db.ts';
import { dayIn } from '../../time.ts';

const day = 86_400_000;

/**
 * Forgets messages that were posted long ago, and where they stand: they are not drawn anew any more. Those of ideas and polls that are
 * not at an end stay, of themes and priorities that were not at one long ago, and of what waits under one.
 * @returns how many, at most 500
 */
export async function forgetMessages(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM delivery WHERE id IN (
      SELECT id FROM delivery old WHERE NOT open
        AND (coalesce(posted_at, created_at) < ${before} OR subject_kind = 'notice')
        AND NOT EXISTS (SELECT FROM delivery child WHERE child.under = old.key AND child.open)
        AND NOT (subject_kind = 'idea' AND EXISTS (
          SELECT FROM idea WHERE idea.id = subject_id AND (length(sealed) > 0 OR stale)))
        AND NOT (subject_kind = 'poll' AND EXISTS (
          SELECT FROM poll WHERE poll.id = subject_id AND state NOT IN ('closed', 'dropped')))
        AND NOT (subject_kind = 'theme' AND EXISTS (
          SELECT FROM theme WHERE theme.id = subject_id AND (state NOT IN ('done', 'declined')
            OR EXISTS (SELECT FROM theme_change WHERE theme_id = theme.id AND at >= ${before}))))
        AND NOT (subject_kind = 'priority' AND EXISTS (
          SELECT FROM priority WHERE priority.id = subject_id
            AND until >= ${dayIn('UTC', before)} AND coalesce(ended_at, 'infinity') >= ${before}))
      ORDER BY id LIMIT 500)`;
}

/** Forgets the lanes in which nothing was posted for a day: some bear a person's id. A lane is made anew when it is needed. */
export async function forgetLanes(tx: Tx, now: Date): Promise<number> {
  const { count } = await tx.lane.deleteMany({ where: { nextAt: { lt: new Date(now.getTime() - day) } } });
  return count;
}

/** Forgets the pictures that no message shows any more. Not those of today: their message may only just be written. */
export async function forgetPictures(tx: Tx, now: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM picture WHERE created_at < ${new Date(now.getTime() - day)} AND name NOT IN (
      SELECT block ->> 'picture' FROM delivery, jsonb_array_elements(message -> 'blocks') AS block
      WHERE block ->> 'kind' = 'picture')`;
}
