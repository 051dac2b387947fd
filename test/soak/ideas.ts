import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { reachable } from '../ideas/forms.ts';
import { rush } from '../ideas/rush.ts';
import { ownRedis, withoutOwnRedis } from '../support/redis.ts';
import { sql } from '../support/sql.ts';
import { startServer } from './database.ts';

// npm run soak:ideas -- [--ideas N] [--seconds S] [--postgres]: N ideas (a multiple of 8) come in within S seconds, through both SDKs, while
// PostgreSQL is killed once and starts again, and Redis is flushed once. With --postgres the reminders lie in PostgreSQL, and are deleted.

const { values } = parseArgs({
  options: {
    ideas: { type: 'string', default: '504' },
    seconds: { type: 'string', default: '60' },
    postgres: { type: 'boolean', default: false },
  },
});
const ideas = whole('ideas', values.ideas);
const over = whole('seconds', values.seconds) * 1_000;
if (ideas % 8 > 0) throw new RangeError(`--ideas is ${ideas}. Write a multiple of 8.`);
if (!values.postgres && withoutOwnRedis)
  throw new Error(
    `There is no Redis to be flushed, for ${withoutOwnRedis}. Add --postgres to go without it.`,
  );

const server = await startServer();
const redis = values.postgres ? undefined : await ownRedis();
try {
  await redis?.start();
  const databaseUrl = await server.create('soak_ideas');
  console.log(`${ideas} ideas in ${over / 1_000} seconds, reminders in ${redis ? 'Redis' : 'PostgreSQL'}.`);
  const troubles = [
    { at: 0.3, happens: () => killServer(databaseUrl) },
    { at: 0.65, happens: () => forget(databaseUrl) },
  ];
  const outcome = await rush({ databaseUrl, redisUrl: redis?.url, ideas, over, troubles });
  const { wrong, again, byMessage, posts, took } = outcome;
  console.log(
    `The last was kept after ${(took / 1_000).toFixed(1)} s; ${again} times a form had to be sent off again; ${byMessage} heard their number by a direct message; ${posts} messages stand. ` +
      (wrong.length === 0 ? 'Each idea is there once, numbered without gaps, and stands once.' : 'WRONG:'),
  );
  for (const line of wrong) console.log(line);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await redis?.stop();
  await server.stop();
}

/** Kills PostgreSQL itself, whose keeper then starts it again, and lets nobody in for three seconds. */
async function killServer(databaseUrl: string): Promise<void> {
  const admin = new URL(databaseUrl);
  admin.pathname = '/postgres';
  const [row] = await sql<{ file: string }>(admin.href, `SELECT pg_read_file('postmaster.pid') AS file`);
  await reachable(admin.href, databaseUrl, false);
  process.kill(Number(row!.file.split('\n')[0]), 'SIGKILL');
  await pause(3_000);
  while (
    !(await reachable(admin.href, databaseUrl, true).then(
      () => true,
      () => false,
    ))
  )
    await pause(50);
  console.log('PostgreSQL was killed, and was away for three seconds.');
}

async function forget(databaseUrl: string): Promise<void> {
  if (!redis) return void (await sql(databaseUrl, 'DELETE FROM bullmq.job'));
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
  console.log('Redis was flushed.');
}

function whole(name: string, value: string): number {
  if (!/^\d{1,6}$/.test(value) || Number(value) < 1)
    throw new RangeError(`--${name} is ${value}. Write a whole number from 1 on.`);
  return Number(value);
}
