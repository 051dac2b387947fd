import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

type Migration = { name: string; sql: string; checksum: string };
type Applied = { name: string; checksum: string; finished: boolean };

/** The key that Prisma's own engine locks, so that its CLI and we never migrate at the same time. */
const prismaLock = 72_707_369;

/**
 * Brings a database up to date, as `prisma migrate deploy` would, without Prisma's CLI: the same table,
 * checksums and lock, so the CLI agrees afterwards. Stricter in one thing: each migration happens wholly or
 * not at all.
 * @param url address of the PostgreSQL database; it must exist.
 * @param dir folder of the migrations. Default: the project's own.
 * @param warn hears of migrations that were edited after they were applied, or that this version does not
 *   know. Neither stops anything:
 *   a change of line endings must not, nor may going back to the version before.
 * @returns the names of the migrations that were applied now, in their order.
 */
export async function migrate(
  url: string,
  dir = ownMigrations(),
  warn: (line: string) => void = () => {},
): Promise<string[]> {
  const wanted = await readMigrations(dir);
  const client = new pg.Client({ connectionString: url, application_name: 'lookout migrate' });
  await client.connect();
  try {
    await client.query('SET search_path = public');
    await lock(client);
    const applied = await readApplied(client);
    for (const line of doubts(wanted, applied)) warn(line);
    const names = new Set(applied.map(({ name }) => name));
    const due = wanted.filter(({ name }) => !names.has(name));
    for (const migration of due) await apply(client, migration);
    return due.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The project's migrations, from the sources as well as from the build in dist/, which holds no SQL. */
function ownMigrations(): string {
  const beside = join(import.meta.dirname, 'migrations');
  return existsSync(beside) ? beside : join(import.meta.dirname, '..', '..', 'prisma', 'migrations');
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function lock(client: pg.Client): Promise<void> {
  try {
    await client.query("SET lock_timeout = '60s'");
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new Error(
      'Another program has been migrating this database for a minute. Make sure that it ends, then start again.',
    );
  }
  await client.query('SET lock_timeout = 0');
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
  const { rows } = await client.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const failed = rows.find((row) => !row.finished);
  if (failed)
    throw new Error(
      `The migration ${failed.name}, started with Prisma's CLI, did not finish. Check what it left in the database, then record it: npx prisma migrate resolve --config prisma/config.ts --rolled-back ${failed.name} (or --applied).`,
    );
  return rows;
}

function doubts(wanted: Migration[], applied: Applied[]): string[] {
  return applied.flatMap(({ name, checksum }) => {
    const ours = wanted.find((migration) => migration.name === name);
    if (!ours)
      return [
        `The database knows the migration ${name}, which this version does not: a newer Lookout has used it.`,
      ];
    return ours.checksum === checksum ? [] : [`The migration ${name} was edited after it was applied here.`];
  });
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new Error(`The migration ${name} failed, and nothing of it was kept: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
