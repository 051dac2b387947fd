import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of a test's own. */
export type TestDatabase = {
  url: string;
  /** Close your own connections first: they are cut. */
  drop(): Promise<void>;
};

/**
 * Makes a database with all our tables, empty, in the run's PostgreSQL: a copy of the migrated template.
 * @param options `empty`: without our tables.
 */
export async function createDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  // Copied as files: half the work of PostgreSQL's usual way, where nothing has to outlast a power cut.
  await onServer(
    `CREATE DATABASE ${name} TEMPLATE ${options.empty ? 'template0' : template} STRATEGY file_copy`,
  );
  const address = new URL(url);
  address.pathname = `/${name}`;
  return {
    url: address.toString(),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Kept for all databases of a process: to open a connection costs as much as half a database. */
let chores: pg.Pool | undefined;

async function onServer(text: string): Promise<void> {
  if (!chores) {
    const { url } = inject('postgres');
    chores = new pg.Pool({ connectionString: url, max: 3, idleTimeoutMillis: 0, allowExitOnIdle: true });
    chores.on('error', () => undefined); // the server ends before the processes of the tests do
  }
  await chores.query(text);
}
