import { Redis } from 'ioredis';
import type { Where } from '../../jobs/backend.ts';
import { createDatabase } from '../support/database.ts';
import { ownRedis, withoutRedis } from '../support/redis.ts';
import { sql } from '../support/sql.ts';

/** A database with, on Redis, a server for the reminders. */
export interface Place {
  where: Where;
  /** Loses every reminder. */
  wipe(): Promise<void>;
  /** How many connections the queues hold. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export interface BackendUnderTest {
  name: string;
  /** Why it cannot be tried here. */
  missing: string | undefined;
  open(): Promise<Place>;
}

export const backends: BackendUnderTest[] = [
  { name: 'PostgreSQL', missing: undefined, open: inPostgres },
  { name: 'Redis', missing: withoutRedis, open: inRedis },
];

async function inPostgres(): Promise<Place> {
  const { url, drop } = await createDatabase();
  return {
    where: { databaseUrl: url },
    wipe: async () => void (await sql(url, 'DELETE FROM bullmq.job')),
    async connections() {
      const held = await sql<{ count: string }>(
        url,
        `SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND query NOT LIKE '%pg_stat_activity%' AND backend_type = 'client backend'`,
      );
      return Number(held[0]!.count);
    },
    close: drop,
  };
}

async function inRedis(): Promise<Place> {
  const { url, drop } = await createDatabase();
  const given = process.env.REDIS_URL;
  const own = given ? undefined : await ownRedis();
  await own?.start();
  const redis = new Redis(given ?? own!.url);
  redis.on('error', () => undefined);
  return {
    where: { databaseUrl: url, redisUrl: given ?? own!.url },
    async wipe() {
      if (own) return void (await redis.flushall());
      const keys = await redis.keys('lookout:*'); // somebody else's server: leave the rest alone
      if (keys.length > 0) await redis.del(keys);
    },
    async connections() {
      const clients = String(await redis.call('CLIENT', 'LIST'));
      return clients.trim().split('\n').length - 1; // one is ours
    },
    async close() {
      redis.disconnect();
      await own?.stop();
      await drop();
    },
  };
}
