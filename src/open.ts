import { join } from 'node:path';
import { readPlatforms } from '../adapters/settings.ts';
import { startEmbedded } from '../prisma/embedded/start.ts';
import { empty } from '../prisma/empty.ts';
import { migrate } from '../prisma/migrate.ts';
import { type Config, configVariables, type Env, misspelt, readConfig } from './config.ts';
import type { Db } from './db.ts';
import { Refusal } from './errors.ts';
import { createLog, type Log, secretsIn } from './log.ts';
import { readSecret } from './secret.ts';

/** What every command of the operator and the service itself begin with. */
export interface Opened {
  config: Config;
  log: Log;
  db: Db;
  /** What anonymous voters are hashed with. */
  secret: string;
  /** The database that was opened, with its password. */
  databaseUrl: string;
  close(): Promise<void>;
}

/**
 * Reads the settings, all complaints together.
 * @throws Refusal with a sentence for each variable that is wrong
 */
export function readSettings(env: Env): Config {
  const { config, complaints } = readConfig(env);
  const platforms = readPlatforms(env);
  const all = [
    ...complaints,
    ...platforms.complaints,
    ...misspelt(env, [...configVariables, ...platforms.variables]),
  ];
  if (all.length > 0)
    throw new Refusal(
      ['Lookout cannot start with these settings:', ...all.map((one) => `- ${one}`)].join('\n'),
    );
  return config;
}

/** How to open. */
export interface Opening {
  /** Where the log is written; standard output when left out. */
  out?: { write(line: string): void };
  /** Another log than that of the settings. */
  log?: Log;
  /** Throw away all that an embedded database holds, for the demo. */
  fresh?: boolean;
}

/**
 * Reads the settings, then opens the database (embedded unless one is named) and brings it up to date.
 * @throws Refusal when the settings are wrong, or the database that they name lets nobody in
 */
export async function open(env: Env, { out, log, fresh }: Opening = {}): Promise<Opened> {
  const config = readSettings(env);
  const to = log ?? createLog(config.logLevel, secretsIn(env), out);
  // Prisma is large: it is loaded while the database, a process of its own, comes up.
  const [embedded, { openDatabase }] = await Promise.all([
    config.databaseUrl
      ? undefined
      : startEmbedded({ dir: join(config.dataDir, 'postgres'), log: (line) => to.info(line) }),
    import('./db.ts'),
  ]);
  const databaseUrl = config.databaseUrl ?? embedded!.url;
  try {
    if (fresh && embedded) await empty(databaseUrl);
    await migrate(databaseUrl);
  } catch (error) {
    await embedded?.stop();
    throw (config.databaseUrl && noEntry(error)) || error;
  }
  const secret = await readSecret(config.dataDir, config.secret);
  const { db, close } = openDatabase(databaseUrl);
  return {
    config,
    log: to,
    db,
    secret,
    databaseUrl,
    async close() {
      await close();
      await embedded?.stop();
    },
  };
}

/** A Refusal when an error says that a server could not be reached or lets us in nowhere (system errors; PostgreSQL, Appendix A). */
function noEntry(error: unknown): Refusal | undefined {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !/^(E[A-Z_]+|28\w{3}|3D000|57P03|53300)$/.test(code)) return undefined;
  return new Refusal(
    `The database of DATABASE_URL cannot be used (${code}). Check that it runs, that it can be reached from here, and that its address, user, password and name are right.`,
  );
}
