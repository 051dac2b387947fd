import type { App } from '../app.ts';
import type { Message } from '../chat/message.ts';
import { LEASE_MS, PACE_MS } from './delivery.ts';

/** A delivery in somebody's hands, as it was before they took it. */
export interface Row {
  id: number;
  key: string;
  platform: string;
  channel: string | null;
  person: string | null;
  sealed: Uint8Array | null;
  under: string | null;
  lane: string;
  message: Message;
  revision: number;
  state: 'waiting' | 'posted';
  expiresAt: Date | null;
  tries: number;
  triedAt: Date | null;
  postChannel: string | null;
  postId: string | null;
  postUrl: string | null;
}

/**
 * Takes one delivery in hand for as long as the lease lasts, and its lane's next second with it: in one statement, since a thousand may
 * be due at once.
 * @returns undefined when it is not its turn: done, in other hands, behind another, or too soon
 */
export async function claim({ db }: Pick<App, 'db'>, id: number, at: Date): Promise<Row | undefined> {
  const next = new Date(at.getTime() + PACE_MS);
  const until = new Date(at.getTime() + LEASE_MS);
  // The lane's row is the lock: of two that want it, the second waits for the first, and then finds its second used up.
  const [row] = await db.$queryRaw<Row[]>`
    WITH me AS (
      SELECT * FROM delivery WHERE id = ${id} AND open AND due_at <= ${at}
        AND (claimed_until IS NULL OR claimed_until <= ${at})
        AND NOT EXISTS (
          SELECT FROM delivery other WHERE other.open AND other.lane = delivery.lane
            AND other.state = 'waiting' AND (other.id < delivery.id OR delivery.state <> 'waiting'))
    ), turn AS (
      INSERT INTO lane AS own (name, next_at)
      SELECT lane, ${next} FROM me
      WHERE NOT EXISTS (SELECT FROM lane whole WHERE whole.name = me.platform AND whole.next_at > ${at})
      ON CONFLICT (name) DO UPDATE SET next_at = ${next} WHERE own.next_at <= ${at}
      RETURNING name
    ), mine AS (
      UPDATE delivery SET claimed_until = ${until}, tries = delivery.tries + 1,
        tried_at = CASE WHEN delivery.state = 'waiting' THEN coalesce(delivery.tried_at, ${at}) END
      FROM me, turn
      WHERE delivery.id = me.id AND delivery.open AND delivery.revision = me.revision
        AND (delivery.claimed_until IS NULL OR delivery.claimed_until <= ${at})
      RETURNING delivery.id
    )
    SELECT id, key, platform, channel, person, sealed, under, lane, message, revision, state::text AS state,
      expires_at AS "expiresAt", tries, tried_at AS "triedAt",
      post_channel AS "postChannel", post_id AS "postId", post_url AS "postUrl"
    FROM me WHERE EXISTS (SELECT FROM mine)`;
  return row;
}
