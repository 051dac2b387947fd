import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * Steps of the bot in the database, at which it can be held: `before insert item`, `commit insert edition`. A delivery's says
 * what is written and where: `before update delivery claimed slack`, `… posted discord`, `… noted slack` (a try that failed);
 * a poll's says what becomes of it: `commit update poll closed`, `… announced`.
 */
export type Step = string;

const tables = ['source', 'item', 'sighting', 'edition', 'entry', 'delivery', 'lane'];
const ofPolls = ['poll', 'ballot', 'result', 'picture'];
const ofIdeas = ['idea'];
const ofThemes = ['theme_change'];

const setUp = `
  CREATE SCHEMA trap;
  CREATE FUNCTION trap.step() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    new_row jsonb := to_jsonb(NEW);
    step text := concat_ws(' ', TG_ARGV[0], lower(TG_OP), TG_TABLE_NAME);
  BEGIN
    IF TG_TABLE_NAME = 'delivery' THEN
      step := concat_ws(' ', step, CASE
        WHEN TG_OP = 'INSERT' THEN NULL
        WHEN new_row->>'claimed_until' IS NOT NULL THEN 'claimed'
        WHEN new_row->>'state' = 'waiting' THEN 'noted'
        ELSE new_row->>'state' END, new_row->>'platform');
    ELSIF TG_TABLE_NAME = 'lane' THEN
      step := concat_ws(' ', step, split_part(new_row->>'name', '/', 1));
    ELSIF TG_TABLE_NAME = 'poll' THEN
      step := concat_ws(' ', step,
        CASE WHEN new_row->>'announced_at' IS NULL THEN new_row->>'state' ELSE 'announced' END);
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtext('trap'), hashtext(step));
    RETURN NEW;
  END $$;
  ${[...tables, ...ofPolls, ...ofIdeas, ...ofThemes]
    .map(
      (table) => `
  CREATE TRIGGER trap_before BEFORE INSERT OR UPDATE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION trap.step('before');
  CREATE CONSTRAINT TRIGGER trap_commit AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION trap.step('commit');`,
    )
    .join('')}`;

/** Holds the bot at a step: its triggers take a lock there that we have already. */
export interface Traps {
  set(step: Step): Promise<void>;
  /** Is a connection held at this step now? */
  caught(step: Step): Promise<boolean>;
  /**
   * Lifts all traps, after the kill. `cut`: what was held never happened. Otherwise the dead process's statement goes on, as
   * one that PostgreSQL had received already does; a held commit is committed. Settles when PostgreSQL is done with the dead.
   */
  lift(how: { cut: boolean }): Promise<void>;
  /** Our own connection, for a look at the rows. */
  client: pg.Client;
  close(): Promise<void>;
}

/** What connections call themselves that belong to no life of the bot (`application_name`). */
export const own = 'kills';

/** Installs the triggers in a database that has our tables. */
export async function layTraps(databaseUrl: string): Promise<Traps> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: own });
  await client.connect();
  await client.query(setUp);
  const lock = `hashtext('trap'), hashtext($1)`;
  const held = `FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = hashtext('trap')::oid
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  const others = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name <> '${own}'
    AND backend_type = 'client backend'`;
  return {
    client,
    set: async (step) => void (await client.query(`SELECT pg_advisory_lock(${lock})`, [step])),
    caught: async (step) => {
      const { rows } = await client.query(`SELECT 1 ${held} AND objid = hashtext($1)::oid`, [step]);
      return rows.length > 0;
    },
    async lift({ cut }) {
      if (cut) await client.query(`SELECT pg_terminate_backend(pid) ${held}`);
      await client.query('SELECT pg_advisory_unlock_all()');
      const deadline = performance.now() + 120_000;
      while ((await client.query(others)).rows.length > 0) {
        if (performance.now() > deadline)
          throw new Error('PostgreSQL still serves a process that was killed.');
        await pause(5);
      }
    },
    close: () => client.end(),
  };
}
