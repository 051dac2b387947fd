import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../prisma/embedded/start.ts';
import { migrate } from '../../prisma/migrate.ts';
import { sql } from '../support/sql.ts';

/** A PostgreSQL of the soak's own, in a passing folder. */
export interface Server {
  /** Makes a database with all our tables. @returns its address */
  create(name: string): Promise<string>;
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-soak-'));
  await chmod(folder, 0o711); // as root, the server's account must get in
  const server = await startEmbedded({ dir: join(folder, 'postgres'), durable: false });
  return {
    async create(name) {
      await sql(server.url, `CREATE DATABASE ${name}`);
      const address = new URL(server.url);
      address.pathname = `/${name}`;
      await migrate(address.href);
      return address.href;
    },
    drop: async (name) => void (await sql(server.url, `DROP DATABASE ${name} WITH (FORCE)`)),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
