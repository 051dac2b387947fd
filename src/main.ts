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
import type { Log } from './log.ts';
import { open } from './open.ts';

export interface Service {
  /** Where `/healthz` and `/readyz` are served. */
  healthPort: number;
  /** As `lookout apply`: brings groups, people and sources in line with a community file. */
  apply(file: string): Promise<void>;
  /** Settles when nothing is left to do at this moment of the clock. */
  settled(): Promise<void>;
  /** Takes no new work, finishes what is under way, closes everything: within ten seconds. */
  stop(): Promise<void>;
}

/**
 * Starts Lookout: settings, database, platforms, queues, and then the ears.
 * @param env the environment; see .env.example
 * @param more a clock other than the machine's, a log other than standard output; `fresh`: with an empty embedded database
 * @throws Refusal when the settings are wrong
 */
export async function start(
  env: Env,
  more: { now?: () => Date; log?: Log; fresh?: boolean } = {},
): Promise<Service> {
  const { config, platforms, log, db, secret, databaseUrl, close } = await open(env, more);
  const chat = platforms.create(log, (name) => readPicture(db, name));
  const app: App = {
    ...{ db, log, secret, feeds: config.feeds, retentionMonths: config.retentionMonths },
    clocks: config.clocks,
    flagReactions: config.flagReactions,
    now: more.now ?? (() => new Date()),
    wake: () => undefined,
  };
  // Opened in this order, closed in the other.
  const closing: (() => Promise<void>)[] = [close];
  const stop = async () => {
    for (const shut of closing.splice(0).reverse()) {
      await shut().catch((error) => log.error({ err: error }, 'something did not stop cleanly'));
    }
  };
  try {
    closing.push(async () => void (await Promise.all(chat.map((platform) => platform.close()))));
    const where = { databaseUrl, redisUrl: config.redisUrl ?? undefined };
    // Connections of their own: however much work there is, nobody who has pressed a button waits behind it.
    const work = openDatabase(databaseUrl, 16);
    closing.push(work.close);
    const jobs = await startJobs({ ...app, db: work.db }, where, { platforms: chat, feeds: config.feeds });
    closing.push(() => jobs.stop(4_000));
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
