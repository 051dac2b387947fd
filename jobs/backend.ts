import { once } from 'node:events';
import {
  type BackendFactory,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
  Queue,
  runMigrations,
  Worker,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { withTimeout } from '../src/timeout.ts';

/** Where the reminders lie. With `redisUrl` in Redis, otherwise beside the app's rows, in the schema `bullmq`. */
export interface Where {
  databaseUrl: string;
  redisUrl?: string | undefined;
}

/** Connections to PostgreSQL for all queues together, the one for `LISTEN` among them. */
const CONNECTIONS = 7;

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
 * Connections of one process with N queues: on PostgreSQL at most 7 (one for `LISTEN`), beside those of the app's rows;
 * LISTEN needs a real session, so not PgBouncer in transaction mode. On Redis 1 + N.
 * @param trouble hears of every connection that breaks; they mend by themselves
 * @throws if PostgreSQL is away. Redis may be away: it is connected as soon as it is there.
 */
export async function createBackend(where: Where, trouble: (error: Error) => void): Promise<Backend> {
  return where.redisUrl ? inRedis(where.redisUrl, trouble) : await inPostgres(where.databaseUrl, trouble);
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
  await withTimeout(2_000, once(redis, 'ready'), 'Redis does not answer').catch(() => undefined);
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

async function inPostgres(url: string, trouble: (error: Error) => void): Promise<Backend> {
  await migrate(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    options: '-c search_path=bullmq',
    application_name: 'lookout-jobs',
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  pool.setMaxListeners(0); // each queue listens twice
  pool.on('error', trouble);
  // Between being handed out and being listened to a connection may break, and an unheard 'error' ends the process.
  pool.on('connect', (client) => client.setMaxListeners(0).on('error', trouble));
  const listening = listenTogether(pool);
  const classes = withBackend(listening.factory);
  return {
    name: 'PostgreSQL',
    // One type for both: the two families of classes differ only in what `connection` may be.
    ...(classes as unknown as { Queue: typeof Queue; Worker: typeof Worker }),
    options: { connection: pool as unknown as Redis, prefix: 'lookout' },
    reachable: () => true,
    async close() {
      // It has a connection of the pool, which waits for it.
      await listening.end();
      await pool.end();
    },
  };
}

type ListenClient = Awaited<ReturnType<PostgresConnection['getListenClient']>>;

/** Every queue asks the connection to listen, and one connection answers one at a time. */
const turns = new WeakSet<ListenClient>();
function inTurn(client: ListenClient): ListenClient {
  if (turns.has(client)) return client;
  turns.add(client);
  const query = client.query.bind(client);
  let before: Promise<unknown> = Promise.resolve();
  client.query = <Row>(text: string, params?: readonly unknown[]) => {
    const answer = before.then(() => query<Row>(text, params));
    before = answer.catch(() => undefined);
    return answer;
  };
  return client;
}

/** As BullMQ's `createPostgresBackend`, but for one connection that listens for all queues: its own has one for each. */
function listenTogether(pool: pg.Pool): { factory: BackendFactory; end(): Promise<void> } {
  const connection = pool as unknown as PostgresConnectionOptions;
  let shared: PostgresConnection | undefined;
  let end = async () => {};
  function open(): PostgresConnection {
    const opened = new PostgresConnection(connection).setMaxListeners(0);
    const getClient = opened.getListenClient.bind(opened);
    opened.getListenClient = async () => inTurn(await getClient());
    end = opened.close.bind(opened);
    // Whoever closes a queue leaves it to the others.
    opened.close = async () => {};
    // A no is final for it, and the next queue begins with another.
    opened.waitUntilReady().catch(() => {
      if (shared === opened) shared = undefined;
    });
    return opened;
  }
  return {
    factory(name, options) {
      shared ??= open();
      return new PostgresQueueBackend(shared, name, { ...options, connection }, true);
    },
    end: () => end(),
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
