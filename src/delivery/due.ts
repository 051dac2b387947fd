import type { App } from '../app.ts';

/**
 * The deliveries that can be worked on now: of each lane the first that is open, unless the lane or its platform
 * has to rest. Posts come before redraws, in a lane and among lanes.
 * @param platforms those that are connected; what waits for another one is due only once it has expired
 */
export async function dueDeliveries(
  { db, now }: Pick<App, 'db' | 'now'>,
  platforms: readonly string[],
): Promise<number[]> {
  const at = now();
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT head.id FROM (
      SELECT DISTINCT ON (lane) id, state, lane, platform, due_at, claimed_until, expires_at
      FROM delivery WHERE open ORDER BY lane, state, id
    ) head
    LEFT JOIN lane own ON own.name = head.lane
    LEFT JOIN lane whole ON whole.name = head.platform
    WHERE head.due_at <= ${at}
      AND (head.claimed_until IS NULL OR head.claimed_until <= ${at})
      AND (own.next_at IS NULL OR own.next_at <= ${at})
      AND (whole.next_at IS NULL OR whole.next_at <= ${at})
      AND (head.platform = ANY(${[...platforms]}) OR head.expires_at <= ${at})
    ORDER BY head.state, head.id LIMIT 300`;
  return rows.map(({ id }) => id);
}
