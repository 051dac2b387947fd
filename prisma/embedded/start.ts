import pg from 'pg';
import { ensureCluster, readPassword } from './cluster.ts';
import { halt } from './halt.ts';
import { findHome } from './home.ts';
import { keep } from './keeper.ts';
import { launch } from './launch.ts';
import { alone } from './lock.ts';
import { findProgram } from './program.ts';
import { findRunning } from './running.ts';
import { address, database } from './settings.ts';
import { DatabaseTrouble, explain } from './trouble.ts';

export type Embedded = {
  /** Address of the database, with its password: never log it. */
  url: string;
  /** The server was already running: another Lookout uses it, or one died and left it. */
  adopted: boolean;
  /** The data folder was made now. */
  cold: boolean;
  /**
   * Stops the server if nobody else uses it. May be called more than once. Close your own connections
   * first: they are cut.
   */
  stop(): Promise<void>;
};

export type Wish = {
  /** Folder for data, password and log, such as `.lookout/postgres`. It is made if need be. */
  dir: string;
  /** Default: the port of last time, or a free one. */
  port?: number;
  /** False only for tests: faster, but a power cut may lose data. */
  durable?: boolean;
  /** Milliseconds for which a server that runs may be silent before it counts as another program. Default: 5,000. */
  silenceMs?: number;
  /** Hears, in sentences, when the server dies and comes back. */
  log?: (line: string) => void;
  /** Folder with PostgreSQL's bin, lib and share. Default: the npm package for this machine. */
  native?: string;
};

/**
 * Starts the private PostgreSQL on a folder, or adopts the one that runs on it. While it is in use it is
 * started again, on the same port, should it die. The last process that stops using it stops it
 * (docs/decisions/embedded-database-owner.md).
 * @throws DatabaseTrouble in a sentence with the next step.
 */
export async function startEmbedded(wish: Wish): Promise<Embedded> {
  const home = await findHome(wish.dir);
  const durable = wish.durable ?? true;
  const begin = async (): Promise<Embedded> => {
    const program = await findProgram(home, wish.native);
    const cold = await ensureCluster(home, program, durable);
    const password = await readPassword(home);
    const find = () => findRunning(home, password, wish.silenceMs ?? 5_000);
    const start = () => launch(home, program, { durable, port: wish.port });

    const running = await find();
    const port = running ?? (await start());
    await ensureDatabase(port, password);
    const log = wish.log ?? (() => {});
    const bringUp = async () => (await find()) ?? (await start());
    const keeper = await keep(port, { dir: home.dir, password, find, bringUp, log });

    const stop = () =>
      alone(home.dir, async () => ((await keeper.leave()) ? await halt(home, program) : undefined));
    let stopping: Promise<void> | undefined;
    return {
      url: address(port, password, database),
      adopted: running !== undefined,
      cold,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  };
  try {
    return await alone(home.dir, begin);
  } catch (error) {
    if (error instanceof DatabaseTrouble) throw error;
    throw explain('The embedded database did not start', String(error), home.dir);
  }
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: address(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
