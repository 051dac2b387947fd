import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../prisma/generated/client.ts';

export type Db = PrismaClient;
/** The database inside a transaction: `db.$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient;
type Transaction = Awaited<ReturnType<Awaited<ReturnType<PrismaPg['connect']>>['startTransaction']>>;

export type { Prisma, SubjectKind } from '../prisma/generated/client.ts';

/**
 * Opens the app's rows in a PostgreSQL.
 * @param url `postgresql://user:password@host:port/database`
 * @param most connections at most
 * @param patience milliseconds that a connection, the beginning of a transaction, or the transaction itself may take
 */
export function openDatabase(url: string, most = 12, patience = 60_000): { db: Db; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: most, connectionTimeoutMillis: patience });
  // A server that goes away takes connections along; the pool replaces them, and the next query says what is wrong.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Prisma gives up on a transaction that cannot begin within 2 s, and then a rush of presses is lost; one that has begun is cut
  // after 5 s, which a slow machine may need.
  const transactionOptions = { maxWait: patience, timeout: patience };
  const db = new PrismaClient({
    adapter: connectThrough(pool),
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

/** Prisma asks for all relations of a row at once, also in a transaction; but its one connection can do only one thing at a time. */
function connectThrough(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool, { schema: 'public' });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => oneByOne(await begin(level));
    return adapter;
  };
  return factory;
}

/** Lets each query of a transaction wait for those before it, as pg demands of whoever shares a connection. */
function oneByOne(tx: Transaction): Transaction {
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <Asked, Answer>(run: (asked: Asked) => Promise<Answer>) => {
    return (asked: Asked): Promise<Answer> => {
      const answer = before.then(() => run.call(tx, asked));
      before = answer.catch(() => undefined);
      return answer;
    };
  };
  tx.queryRaw = inTurn(tx.queryRaw);
  tx.executeRaw = inTurn(tx.executeRaw);
  return tx;
}
