import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase, type Tx } from '../../src/db.ts';
import { lock, lockShared } from '../../src/locks.ts';
import { createDatabase } from '../support/database.ts';
import { net, until } from '../support/until.ts';

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await createDatabase();
  const opened = openDatabase(database.url, 4, net);
  db = opened.db;
  close = () => opened.close().then(database.drop);
});
afterAll(() => close?.());

/** What a transaction holds, as the version before this one named it: `pg_locks` shows the two halves of a key. */
const heldBy = (tx: Tx) =>
  tx.$queryRaw<{ key: string; mode: string }[]>`
    SELECT classid || '/' || objid AS key, mode FROM pg_locks
    WHERE locktype = 'advisory' AND pid = pg_backend_pid() ORDER BY objsubid, classid, objid`;

describe('locks', () => {
  it('are taken in their order, and those of one name by rising ids', async () => {
    await db.$transaction(async (tx) => {
      await lock(tx, 'identities');
      await lock(tx, 'ballots', 9);
      await lock(tx, 'ballots', 10);
      await lockShared(tx, 'ideaPosts', 3);
      await lockShared(tx, 'ideaPosts', 3);
      expect(await heldBy(tx)).toHaveLength(4);
    });
  });

  it('refuse the wrong order before anybody waits', async () => {
    await expect(
      db.$transaction(async (tx) => {
        await lock(tx, 'ballots', 1);
        await lock(tx, 'identities');
      }),
    ).rejects.toThrow('identities cannot be locked after ballots of 1');
    await expect(
      db.$transaction(async (tx) => {
        await lock(tx, 'ballots', 10);
        await lock(tx, 'ballots', 9);
      }),
    ).rejects.toThrow('ballots of 9 cannot be locked after ballots of 10');
    await expect(
      db.$transaction(async (tx) => {
        await lockShared(tx, 'ideaPosts', 1);
        await lock(tx, 'ideaPosts', 1);
      }),
    ).rejects.toThrow('ideaPosts of 1 cannot be locked after ideaPosts of 1');
  });

  it('know nothing of what another transaction took', async () => {
    await db.$transaction((tx) => lock(tx, 'formingThemes'));
    await db.$transaction((tx) => lock(tx, 'identities'));
  });

  it('are not taken outside a transaction, where they would be gone at once', async () => {
    await expect(lock(db, 'identities')).rejects.toThrow('inside a transaction only');
  });

  it('have one at a time, or all who share', async () => {
    const ends: string[] = [];
    let done!: () => void;
    const opened = new Promise<void>((resolve) => {
      done = resolve;
    });
    const sharing = db.$transaction(async (tx) => {
      await lockShared(tx, 'ballots', 1);
      await opened;
      ends.push('shared');
    });
    await until(async () => (await waiting()).held === 1);
    await db.$transaction((tx) => lockShared(tx, 'ballots', 1));
    const alone = db.$transaction(async (tx) => {
      await lock(tx, 'ballots', 1);
      ends.push('alone');
    });
    await until(async () => (await waiting()).waits === 1);
    done();
    await Promise.all([sharing, alone]);
    expect(ends).toEqual(['shared', 'alone']);
  });

  it('keep the keys by which the version before takes them', async () => {
    await db.$transaction(async (tx) => {
      await lock(tx, 'identities');
      await lock(tx, 'ballots', 7);
      await lock(tx, 'ideaPosts', 7);
      await lock(tx, 'ideaNumbers');
      await lock(tx, 'ideaSender', 'a keyed hash');
      await lock(tx, 'ideaMerging');
      await lock(tx, 'ideaReminders');
      await lock(tx, 'themeNumbers');
      await lock(tx, 'prioritySetter', 7);
      await lock(tx, 'overdueThemes');
      await lock(tx, 'formingThemes');
      const ours = await heldBy(tx);
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205318440), pg_advisory_xact_lock(1886350444, 7),
        pg_advisory_xact_lock(1904227, 7), pg_advisory_xact_lock(hashtext('ideas taken in')),
        pg_advisory_xact_lock(hashtext('ideas sent by'), hashtext('a keyed hash')),
        pg_advisory_xact_lock(hashtext('ideas merged')), pg_advisory_xact_lock(hashtext('ideas brought to mind')),
        pg_advisory_xact_lock(hashtext('numbers of themes')), pg_advisory_xact_lock(hashtext('priorities set by'), 7),
        pg_advisory_xact_lock(hashtext('themes that are overdue')),
        pg_advisory_xact_lock(hashtext('themes that may be forming'))`;
      expect(await heldBy(tx)).toEqual(ours);
      expect(ours).toHaveLength(11);
    });
  });
});

async function waiting(): Promise<{ held: number; waits: number }> {
  const [row] = await db.$queryRaw<{ held: number; waits: number }[]>`
    SELECT count(*) FILTER (WHERE granted)::int AS held, count(*) FILTER (WHERE NOT granted)::int AS waits
    FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return row!;
}
