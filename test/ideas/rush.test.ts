import { Redis } from 'ioredis';
import { expect, inject, it } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { ownRedis, withoutOwnRedis } from '../support/redis.ts';
import { reachable } from './forms.ts';
import { rush } from './rush.ts';

// The whole of it, 500 in a minute and a database that is killed: npm run soak:ideas
it(`48 ideas come in at once while the database goes away and the queue is wiped: each is there once ${withoutOwnRedis ?? ''}`, async () => {
  const database = await createDatabase();
  const redis = withoutOwnRedis ? undefined : await ownRedis();
  await redis?.start();
  const outage = async (met: () => Promise<void>) => {
    const server = inject('postgres').url;
    await reachable(server, database.url, false);
    await met();
    await reachable(server, database.url, true);
  };
  const flush = async () => {
    if (!redis) return;
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  };
  try {
    const outcome = await rush({
      databaseUrl: database.url,
      redisUrl: redis?.url,
      ideas: 48,
      over: 2_400,
      troubles: [
        { at: 0.3, happens: outage },
        { at: 0.7, happens: flush },
      ],
    });
    expect(outcome.wrong).toEqual([]);
    expect(outcome.posts).toBe(96);
    // Otherwise nobody met the outage.
    expect(outcome.again).toBeGreaterThan(0);
  } finally {
    await redis?.stop();
    await database.drop();
  }
});
