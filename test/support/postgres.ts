import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../prisma/embedded/start.ts';
import { migrate } from '../../prisma/migrate.ts';
import { sql } from './sql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's own database, and the name of a migrated database to copy. */
    postgres: { url: string; template: string };
  }
}

/**
 * One PostgreSQL for the whole run: an embedded one in a passing folder, or the server of TEST_DATABASE_URL,
 * whose account must be allowed to make databases. All migrations are applied once, to a template.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer();
  const template = `lookout_test_${randomBytes(4).toString('hex')}`;
  try {
    await sql(server.url, `CREATE DATABASE ${template}`);
    const address = new URL(server.url);
    address.pathname = `/${template}`;
    await migrate(address.toString());
    await migrateJobs(address.toString());
    // A database can only be copied while nobody is in it.
    await sql(server.url, `ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgres', { url: server.url, template });
  return async () => {
    await sql(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.stop();
  };
}

/** Free memory that a run may need for its databases, at most. */
const ROOM_BYTES = 4e9;

/** BullMQ's own tables, as jobs/backend.ts makes them: to make them costs more than to copy all of ours. */
async function migrateJobs(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await runMigrations(client as unknown as Parameters<typeof runMigrations>[0], 'bullmq');
  await client.end();
}

async function findServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = await passingFolder();
  await sweep(folder);
  const dir = await mkdtemp(join(folder, `lookout-test-${process.pid}-`));
  await chmod(dir, 0o711); // as root, the server's account must get in
  const server = await startEmbedded({ dir: join(dir, 'postgres'), durable: false });
  const stop = async () => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

/**
 * Where the data lie: in memory where there is room. A database is four hundred files, and to make and remove them on a disk takes
 * longer than all that most tests do in it.
 */
async function passingFolder(): Promise<string> {
  const memory = '/dev/shm';
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room > ROOM_BYTES ? memory : tmpdir();
}

/** Stops the servers of runs that were killed before they could. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/^lookout-test-(\d+)-/.exec(name)?.[1]);
    if (!pid || exists(pid)) continue;
    const dir = join(folder, name);
    try {
      if (existsSync(join(dir, 'postgres', 'data', 'postmaster.pid')))
        await (await startEmbedded({ dir: join(dir, 'postgres'), durable: false })).stop();
      await rm(dir, { recursive: true, force: true });
    } catch (error) {
      console.warn(`The database of a killed test run is still in ${dir}: ${(error as Error).message}`);
    }
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
