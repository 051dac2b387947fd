import type { App } from '../app.ts';

/** Milliseconds in which all presses on an idea become one drawing. */
export const DEBOUNCE_MS = 2_000;

/** The ideas for which something has to be done now: to take in, to draw anew, to bring back to mind. */
export async function dueIdeas({ db, now }: Pick<App, 'db' | 'now'>): Promise<number[]> {
  const at = now();
  const before = new Date(at.getTime() - DEBOUNCE_MS);
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM idea WHERE
      number IS NULL
      OR ((drawn_at IS NULL OR drawn_at <= ${before})
        AND (stale OR id IN (SELECT idea_id FROM thing WHERE NOT drawn AND idea_id IS NOT NULL)))
      OR quiet_until <= ${at}
    ORDER BY id LIMIT 300`;
  return rows.map(({ id }) => id);
}
