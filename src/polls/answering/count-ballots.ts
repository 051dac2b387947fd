import { randomInt } from 'node:crypto';
import type { Tx } from '../../db.ts';
import { released } from '../release.ts';
import { type Poll, visible } from '../store.ts';

/**
 * Takes the answers that came since the last time in hand, before they are counted: what comes between is counted now, and drawn once
 * more later. Of an anonymous poll it adds to the counts that people see what may be added (release.ts).
 * @param poll whose `ballots` `tx` has locked (locks.ts)
 */
export async function countBallots(tx: Tx, poll: Poll): Promise<void> {
  // In the order in which everybody locks ballots, so that nobody waits in a circle.
  if (poll.anonymous) return shuffle(tx, poll);
  await tx.$executeRaw`
    UPDATE ballot SET drawn = true FROM (
      SELECT voter FROM ballot WHERE poll_id = ${poll.id} AND NOT drawn ORDER BY voter FOR UPDATE) AS undrawn
    WHERE poll_id = ${poll.id} AND ballot.voter = undrawn.voter`;
}

/**
 * Writes all ballots anew, in the order of their hashes and in one transaction. Where they lay in the table and which transaction wrote
 * them would tell in which order they came, and beside the acts (chat/acts.ts) when, and from which platform.
 */
async function shuffle(tx: Tx, poll: Poll): Promise<void> {
  const options = visible(poll).map(({ id }) => id);
  const held = await tx.$queryRaw<{ voter: string; waits: boolean }[]>`
    SELECT voter, shown = '{}' AND choices && ${options}::int[] AS waits FROM ballot
    WHERE poll_id = ${poll.id} ORDER BY voter FOR UPDATE`;
  const waiting = held.filter(({ waits }) => waits).map(({ voter }) => voter);
  const now = released(waiting, () => randomInt(2 ** 47));
  await tx.$executeRaw`
    WITH lifted AS (
      DELETE FROM ballot WHERE poll_id = ${poll.id} AND voter = ANY(${held.map(({ voter }) => voter)}) RETURNING *
    )
    INSERT INTO ballot (poll_id, voter, place, choices, shown, drawn)
    SELECT poll_id, voter, place, choices, CASE WHEN voter = ANY(${now}) THEN choices ELSE shown END, true
    FROM lifted ORDER BY voter`;
}
