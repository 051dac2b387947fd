import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { alone } from './lock.ts';
import { address } from './settings.ts';

/** Any number that nobody else takes in the database "postgres"; Prisma's own lock is 72707369. */
const key = 20_261_120;

/** The server, as its keeper sees it. `find` and `bringUp` are called inside `alone(dir)`. */
export type Kept = {
  dir: string;
  password: string;
  /** The port of the running server. */
  find: () => Promise<number | undefined>;
  /** The same, and starts it if it does not run. */
  bringUp: () => Promise<number>;
  log: (line: string) => void;
};

/** One process's claim that it uses the server. */
export type Keeper = {
  /**
   * Gives the claim up. True when nobody else has one: the server may be stopped. Call it inside
   * `alone(dir)`.
   */
  leave(): Promise<boolean>;
};

/**
 * Holds a connection with a shared advisory lock for as long as this process uses the server. The kernel
 * closes it when the process dies, however it dies, so the server always knows its users. When it is lost
 * the server has died, and is started again. Call it inside `alone(dir)`.
 */
export async function keep(port: number, server: Kept): Promise<Keeper> {
  const left = new AbortController();
  let client = await claim(port, server.password, lost);

  function lost(): void {
    if (left.signal.aborted) return;
    server.log('The embedded database has stopped. Starting it again.');
    void comeBack();
  }

  async function comeBack(): Promise<void> {
    for (let wait = 250; !left.signal.aborted; wait = Math.min(wait * 2, 30_000)) {
      try {
        await alone(server.dir, async () => {
          if (left.signal.aborted) return;
          client = await claim(await server.bringUp(), server.password, lost);
          server.log('The embedded database is back.');
        });
        return;
      } catch (error) {
        server.log(`The embedded database is not back yet. ${(error as Error).message}`);
        await sleep(wait, undefined, { ref: false, signal: left.signal }).catch(() => {});
      }
    }
  }

  async function leave(): Promise<boolean> {
    left.abort();
    return await giveUp(client).catch(async () => {
      // Our connection is dead. Somebody else may have started the server again since, and use it.
      const running = await server.find();
      return running !== undefined && (await giveUp(await claim(running, server.password, () => {})));
    });
  }

  return { leave };
}

async function claim(port: number, password: string, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: address(port, password, 'postgres'),
    application_name: 'lookout keeper',
  });
  client.on('error', () => {}); // "end" follows, and is enough
  await client.connect();
  await client.query('select pg_advisory_lock_shared($1)', [key]);
  client.once('end', lost);
  // A program that forgets to stop the server must still be able to end. (The types do not know of unref.)
  (client as pg.Client & { unref(): void }).unref();
  return client;
}

/** @returns whether it was the last claim. */
async function giveUp(client: pg.Client): Promise<boolean> {
  try {
    // Who holds the lock shared can have it alone only when nobody else holds it.
    const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [key]);
    await client.query('select pg_advisory_unlock_shared($1)', [key]);
    return rows[0]!.last;
  } finally {
    await client.end().catch(() => {});
  }
}
