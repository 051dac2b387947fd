import type { App } from '../app.ts';

/** Milliseconds in which all answers to a poll become one drawing: platforms allow few edits. */
export const COUNTED_AFTER_MS = 2_000;

/** Drafts that nobody has sent are forgotten after a day. */
export const DRAFTS_KEPT_MS = 86_400_000;

/** The polls for which something has to be done now: to open, remind, redraw, close, announce, draw once more, or forget. */
export async function duePolls({ db, now }: Pick<App, 'db' | 'now'>): Promise<number[]> {
  const at = now();
  const before = new Date(at.getTime() - COUNTED_AFTER_MS);
  const forgotten = new Date(at.getTime() - DRAFTS_KEPT_MS);
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM poll WHERE
      (state = 'planned' AND opens_at <= ${at})
      OR (state = 'open' AND (closes_at <= ${at} OR remind_at <= ${at}))
      OR (state = 'open' AND (drawn_at IS NULL OR drawn_at <= ${before})
        AND (stale OR EXISTS (SELECT FROM ballot WHERE poll_id = poll.id AND NOT drawn)))
      OR (state = 'closed' AND announced_at IS NULL)
      OR (announced_at IS NOT NULL AND id IN (SELECT poll_id FROM thing WHERE NOT drawn AND poll_id IS NOT NULL))
      OR (state = 'draft' AND created_at <= ${forgotten})
    ORDER BY id LIMIT 300`;
  return rows.map(({ id }) => id);
}
