import { once } from 'node:events';
import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { within } from './patience.ts';

/** Where the reminders lie. With `redisUrl` in Redis, otherwise beside the app's rows, in the schema `bullmq`. */
export interface Where {
  databaseUrl: string;
  redisUrl?: string | undefined;
}

/** BullMQ's classes over one shared set of connections. */
export interface Backend {
  name: 'PostgreSQL' | 'Redis';
  Queue: typeof Queue;
  Worker: typeof Worker;
  options: { connection: Redis; prefix: string };
  /** False while whatever is sent would only pile up until the server is back. */
  reachable(): boolean;
  /** Ends every connection, and all attempts to connect again, whether or not the server is there. */
  close(): Promise<void>;
}

/**
 * Opens the place where BullMQ keeps its reminders.
 *
 * Connections of one process with N queues: on PostgreSQL at most N + 12 (each queue holds one for `LISTEN`, the rest
 * is shared), beside those of the app's rows; LISTEN needs a real session, so not PgBouncer in transaction mode. On Redis 1 + N.
 * @param queues how many there will be
 * @param trouble hears of every connection that breaks; they mend by themselves
 * @throws if PostgreSQL is away. Redis may be away: it is connected as soon as it is there.
 */
export async function createBackend(
  where: Where,
  queues: number,
  trouble: (error: Error) => void,
): Promise<Backend> {
  return where.redisUrl
    ? inRedis(where.redisUrl, trouble)
    : await inPostgres(where.databaseUrl, queues, trouble);
}

async function inRedis(url: string, trouble: (error: Error) => void): Promise<Backend> {
  let closed = false;
  const redis = new Redis(url, {
    maxRetriesPerRequest: null, // BullMQ's workers demand it
    connectTimeout: 5_000,
    keepAlive: 10_000,
    retryStrategy: (attempt) => (closed ? null : Math.min(attempt * 100, 1_000)),
  });
  redis.on('error', trouble);
  // Long enough for a server that is there; `trouble` has heard of one that is not.
  await within(2_000, once(redis, 'ready'), 'Redis does not answer').catch(() => undefined);
  return {
    name: 'Redis',
    Queue,
    Worker,
    options: { connection: redis, prefix: 'lookout' },
    reachable: () => redis.status === 'ready',
    async close() {
      closed = true;
      redis.disconnect();
    },
  };
}

async function inPostgres(url: string, queues: number, trouble: (error: Error) => void): Promise<Backend> {
  await migrate(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: queues + 12,
    options: '-c search_path=bullmq',
    application_name: 'lookout-jobs',
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  pool.setMaxListeners(0); // each queue listens twice
  pool.on('error', trouble);
  // Between being handed out and being listened to a connection may break, and an unheard 'error' ends the process.
  pool.on('connect', (client) => client.on('error', trouble));
  const classes = withBackend(createPostgresBackend);
  return {
    name: 'PostgreSQL',
    // One type for both: the two families of classes differ only in what `connection` may be.
    ...(classes as unknown as { Queue: typeof Queue; Worker: typeof Worker }),
    options: { connection: pool as unknown as Redis, prefix: 'lookout' },
    reachable: () => true,
    close: () => pool.end(),
  };
}

async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the query that was under way says it too
  await client.connect();
  try {
    await runMigrations(client as unknown as Parameters<typeof runMigrations>[0], 'bullmq');
  } finally {
    await client.end();
  }
}
