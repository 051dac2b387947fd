import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Queues, startQueues } from '../../jobs/queues.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type OwnRedis, ownRedis, withoutOwnRedis } from '../support/redis.ts';
import { sql } from '../support/sql.ts';
import { until } from '../support/until.ts';
import { type Chores, createChores } from './chores.ts';

let database: TestDatabase;
let chores: Chores;
let queues: Queues | undefined;

beforeEach(async () => {
  database = await createDatabase();
  chores = await createChores(database.url);
});
afterEach(async () => {
  await queues?.stop(1_000);
  queues = undefined;
  await chores.close();
  await database.drop();
});

const allDone = async () => (await chores.done()).every((times) => times === 1);
const warnings = (words: string) =>
  chores.lines.filter((line) => line.level === 40 && String(line.why).includes(words));

describe.skipIf(withoutOwnRedis !== undefined)(`Redis goes away ${withoutOwnRedis ?? ''}`, () => {
  let redis: OwnRedis;
  beforeEach(async () => {
    redis = await ownRedis();
  });
  afterEach(() => redis.stop());

  const start = async (every = 100) => {
    const where = { databaseUrl: database.url, redisUrl: redis.url };
    queues = await startQueues(chores.app, [{ ...chores.queue, every }], where);
    return queues;
  };

  it('starts without it, says so once, and works when it comes', async () => {
    await chores.add(2);
    const { looked, wake } = await start();
    await expect(looked()).rejects.toThrow('Redis cannot be reached');
    await expect(looked()).rejects.toThrow('Redis cannot be reached');
    wake(chores.queue.name, '1');
    await until(() => warnings('ECONNREFUSED').length > 0);
    await expect(looked()).rejects.toThrow('Redis cannot be reached');
    expect(warnings('cannot be reached')).toHaveLength(1);
    expect(warnings('ECONNREFUSED')).toHaveLength(1);
    await redis.start();
    await until(allDone);
  });

  it('comes back empty, on the same port, and work goes on', async () => {
    await redis.start();
    const { looked, wake, idle } = await start();
    await chores.add(2);
    await until(allDone);
    await redis.stop();
    const [id] = await chores.add(1);
    wake(chores.queue.name, id!);
    await expect(looked()).rejects.toThrow();
    await redis.start();
    await until(allDone);
    await idle();
    expect(await chores.done()).toEqual([1, 1, 1]);
  });

  it('stops while it is away', async () => {
    await redis.start();
    const { stop, looked } = await start();
    await chores.add(1);
    await looked();
    await redis.stop();
    await stop();
  });

  it('stops though it never was there, and tells nobody its password', async () => {
    const redisUrl = redis.url.replace('//', '//somebody:very-secret@');
    queues = await startQueues(chores.app, [chores.queue], { databaseUrl: database.url, redisUrl });
    await chores.add(1);
    await expect(queues.looked()).rejects.toThrow('Redis cannot be reached');
    await queues.stop();
    expect(chores.lines).not.toEqual([]);
    expect(JSON.stringify(chores.lines)).not.toContain('very-secret');
  });
});

describe('PostgreSQL goes away', () => {
  const cut = () =>
    sql(
      database.url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );

  it('does not start without it', async () => {
    const url = new URL(database.url);
    url.pathname = '/nowhere';
    await expect(startQueues(chores.app, [chores.queue], { databaseUrl: url.href })).rejects.toThrow(
      'nowhere',
    );
  });

  it('works on after every connection was cut, again and again', async () => {
    const where = { databaseUrl: database.url };
    queues = await startQueues(chores.app, [{ ...chores.queue, every: 50 }], where);
    for (let round = 0; round < 5; round++) {
      await chores.add(20);
      await cut();
      await until(async () => allDone().catch(() => false));
    }
    await cut();
    const [id] = await chores.add(1);
    queues.wake(chores.queue.name, id!);
    await until(allDone);
  });

  it('works though its connections are cut while it starts', async () => {
    for (let round = 1; round <= 3; round++) {
      await chores.add(1);
      queues = await startQueues(chores.app, [{ ...chores.queue, every: 50 }], { databaseUrl: database.url });
      await cut();
      await until(async () => allDone().catch(() => false));
      await queues.stop(1_000);
    }
  });

  it('works on after a time in which every attempt to connect was cut off', async () => {
    const gate = await createGate(database.url);
    try {
      queues = await startQueues(chores.app, [{ ...chores.queue, every: 50 }], { databaseUrl: gate.url });
      await chores.add(1);
      await until(allDone);
      gate.shut();
      await chores.add(1);
      await until(() => gate.refused() > 5);
      expect(warnings('Connection terminated')).toHaveLength(1);
      gate.open();
      await until(allDone);
    } finally {
      await queues?.stop(1_000);
      await gate.close();
    }
  });
});

/** Stands before a server, as a proxy does that goes on taking calls when the server behind it is gone. */
async function createGate(address: string) {
  const url = new URL(address);
  const behind = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  let isOpen = true;
  let refused = 0;
  const keep = (socket: Socket, other?: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      other?.destroy();
    });
  };
  const server = createServer((outer) => {
    if (!isOpen) {
      refused++;
      outer.destroy();
      return;
    }
    const inner = connect(behind);
    keep(outer, inner);
    keep(inner, outer);
    outer.pipe(inner).pipe(outer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    refused: () => refused,
    shut() {
      isOpen = false;
      for (const socket of sockets) socket.destroy();
    },
    open() {
      isOpen = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
