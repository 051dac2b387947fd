import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { sql } from './sql.ts';

/** A database of a test's own. */
export type TestDatabase = {
  url: string;
  /** Close your own connections first: they are cut. */
  drop(): Promise<void>;
};

/**
 * Makes a database with all our tables, empty, in the run's PostgreSQL: a copy of the migrated template
 * (about 50 ms).
 * @param options `empty`: without our tables.
 */
export async function createDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  // Copied as files: half the work of PostgreSQL's usual way, where nothing has to outlast a power cut.
  await sql(
    url,
    `CREATE DATABASE ${name} TEMPLATE ${options.empty ? 'template0' : template} STRATEGY file_copy`,
  );
  const address = new URL(url);
  address.pathname = `/${name}`;
  return {
    url: address.toString(),
    drop: async () => void (await sql(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}
