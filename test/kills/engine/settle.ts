import { becomes } from '../../support/until.ts';
import type { World } from './world.ts';

/** Has every group its edition of the day, and is every message where it belongs? */
export async function settled({ traps, days }: World): Promise<boolean> {
  const { rows } = await traps.client.query(
    `SELECT 1 FROM delivery WHERE open
     UNION ALL
     SELECT 1 FROM "group" WHERE NOT EXISTS (SELECT FROM edition WHERE group_id = "group".id AND day = $1)`,
    [days.at(-1)],
  );
  return rows.length === 0;
}

/** Has every source been read since an instant? */
export async function readSince({ traps }: World, instant: Date): Promise<boolean> {
  const { rows } = await traps.client.query('SELECT 1 FROM source WHERE read_at IS NULL OR read_at < $1', [
    instant,
  ]);
  return rows.length === 0;
}

/**
 * Lets the bot live without faults until something is so, in as many lives as it takes: what waits by the clock is not waited
 * for, the clock moves on between two. Each life ends by a kill as well.
 * @throws Error when it does not become so
 */
export async function calm(world: World, what: string, reached: () => Promise<boolean>): Promise<void> {
  // Each round waits longer than the one before, so that a slow machine gets there too.
  for (let patience = 8_000; patience < 200_000; patience *= 1.25) {
    await world.live();
    const there = await becomes(reached, patience, 25);
    await world.kill({ why: there ? `after all was done: ${what}` : `not yet: ${what}` });
    if (there) return;
    world.pass(150_000);
  }
  throw new Error(`It does not settle: ${what}`);
}
