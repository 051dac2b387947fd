import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of a test's own, without persistence, that can be taken away and brought back on its port. */
export interface OwnRedis {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const program = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((file) => existsSync(file));

/** Why tests that want a Redis cannot run here; undefined if they can. */
export const withoutRedis =
  program || process.env.REDIS_URL
    ? undefined
    : 'there is no redis-server on the PATH and REDIS_URL is not set';

/** Why tests that take a Redis away and bring it back cannot run here; undefined if they can. */
export const withoutOwnRedis = program ? undefined : 'there is no redis-server on the PATH';

if (withoutRedis && (process.env.LOOKOUT_REQUIRE_REDIS === '1' || process.env.CI === 'true'))
  throw new Error(
    `The Redis suite must run here, but ${withoutRedis}. Install redis-server (Debian: apt install redis-server).`,
  );

/** A port of 127.0.0.1 that is free now, with a Redis to be started on it. */
export async function ownRedis(): Promise<OwnRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let end: (() => Promise<void>) | undefined;
  return {
    url,
    async start() {
      const dir = await mkdtemp(join(tmpdir(), 'lookout-redis-'));
      const options = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        dir,
      ];
      const server = spawn(program!, options, { stdio: 'ignore' });
      const ended = once(server, 'exit');
      end = async () => {
        server.kill('SIGKILL'); // nothing is kept, so there is nothing to finish
        await ended;
        await rm(dir, { recursive: true, force: true });
      };
      await answers(url);
    },
    async stop() {
      await end?.();
      end = undefined;
    },
  };
}

async function answers(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => undefined); // refused until it listens
  await client.ping();
  client.disconnect();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** For vitest's `globalSetup`: says in the last lines of a run that the Redis suite did not run, and why. */
export default function setup(): () => void {
  return () => {
    if (withoutRedis)
      console.log(`\nThe Redis suite did not run: ${withoutRedis}. The same tests ran on PostgreSQL.`);
  };
}
