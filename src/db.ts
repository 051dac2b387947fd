import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../prisma/generated/client.ts';

export type Db = PrismaClient;
/** The database inside a transaction: `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient;
export type { Prisma } from '../prisma/generated/client.ts';

/**
 * Opens the app's rows in a PostgreSQL.
 * @param url `postgresql://user:password@host:port/database`
 * @param most connections at most
 */
export function openDatabase(url: string, most = 12): { db: Db; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: most, connectionTimeoutMillis: 30_000 });
  // A server that goes away takes connections along; the pool replaces them, and the next query says what is wrong.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Prisma gives up on a transaction that cannot begin within 2 s, and then a rush of presses is lost; one that has begun is cut
  // after 5 s, which a slow machine may need.
  const transactionOptions = { maxWait: 60_000, timeout: 60_000 };
  const db = new PrismaClient({
    adapter: new PrismaPg(pool, { schema: 'public' }),
    transactionOptions,
    // Otherwise each query that fails reads the source file that asked, to quote it.
    errorFormat: 'minimal',
  });
  return {
    db,
    async close() {
      await db.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}
