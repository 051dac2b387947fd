import { loadPlatforms } from '../adapters/load.ts';
import { startJobs } from '../jobs/start.ts';
import type { App } from './app.ts';
import { applyFile } from './apply.ts';
import { createDesk } from './chat/desk.ts';
import { listenOn } from './chat/listen.ts';
import type { Env } from './config.ts';
import { openDatabase } from './db.ts';
import { readPicture } from './delivery/picture.ts';
import { features } from './features.ts';
import { serveHealth } from './health.ts';
import { type Opened, type Opening, open } from './open.ts';

export interface Service {
  /** Where `/healthz` and `/readyz` are served. */
  healthPort: number;
  /** As `lookout apply`: brings groups, people and sources in line with a community file. */
  apply(file: string): Promise<void>;
  /** Settles when nothing is left to do at this moment of the clock. */
  settled(): Promise<void>;
  /**
   * Takes no new work, finishes what is under way, closes everything: within ten seconds.
   * @param patience milliseconds for the work under way, 4,000 when left out; what is unfinished then stays due
   */
  stop(patience?: number): Promise<void>;
}

/**
 * Starts Lookout: settings, database, platforms, queues, and then the ears.
 * @param env the environment; see .env.example
 * @param more a clock other than the machine's, and how to open: where the log goes, with an empty embedded database
 * @throws Refusal when the settings are wrong
 */
export async function start(env: Env, more: { now?: () => Date } & Opening = {}): Promise<Service> {
  return serve(env, await open(env, more), more.now);
}

/**
 * Starts platforms, queues and ears on a database that is open, and closes it when they do not start.
 * @throws Trouble when a platform does not accept our credentials, and what the queues' database says
 */
export async function serve(
  env: Env,
  { config, log, db, secret, databaseUrl, close }: Opened,
  now = () => new Date(),
): Promise<Service> {
  const chat = loadPlatforms(env).create(log, (name) => readPicture(db, name));
  const app: App = {
    ...{ db, log, secret, feeds: config.feeds, retentionMonths: config.retentionMonths },
    clocks: config.clocks,
    flagReactions: config.flagReactions,
    now,
    wake: () => undefined,
  };
  // Opened in this order, closed in the other.
  const closing: ((patience: number) => Promise<void>)[] = [close];
  const stop = async (patience = 4_000) => {
    for (const shut of closing.splice(0).reverse()) {
      await shut(patience).catch((error) => log.error({ err: error }, 'something did not stop cleanly'));
    }
  };
  try {
    closing.push(async () => void (await Promise.all(chat.map((platform) => platform.close()))));
    const where = { databaseUrl, redisUrl: config.redisUrl ?? undefined };
    // Connections of their own: however much work there is, nobody who has pressed a button waits behind it.
    const work = openDatabase(databaseUrl, 16);
    closing.push(work.close);
    const jobs = await startJobs({ ...app, db: work.db }, where, { platforms: chat, feeds: config.feeds });
    closing.push(jobs.stop);
    app.wake = jobs.wake;
    const desk = createDesk(app, features);
    const stopped = new AbortController();
    closing.push(async () => stopped.abort());
    const away = await listenOn(chat, desk, app, stopped.signal);
    const health = await serveHealth(config.health, async () => {
      await db.$queryRaw`SELECT 1`;
      return away().map((name) => `${name} is not connected yet`);
    });
    closing.push(health.close);
    log.info({ platforms: chat.map(({ name }) => name), health: health.port }, 'Lookout is up');
    return {
      healthPort: health.port,
      apply: async (file) => void (await applyFile(app, file)),
      settled: jobs.settled,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
