import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { nearest } from './nearest.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The settings of the service itself; those of a platform stand in `adapters/<platform>/settings.ts`. */
export interface Config {
  /** Null: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** Null: the jobs stand in PostgreSQL too. */
  redisUrl: string | null;
  /** Absolute. */
  dataDir: string;
  /** Null: a file in `dataDir`. */
  secret: string | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where `/healthz` and `/readyz` are served; port 0 takes any that is free. */
  health: { host: string; port: number };
  feeds: { allowPrivate: boolean; contact: string | null };
  /** Months after which what is held of people goes. */
  retentionMonths: number;
  /** Emoji, by name or sign, that flag a message of ours. */
  flagReactions: readonly string[];
  /** Working days that a theme has (src/escalations/theme/clocks.ts); as usual what is left out. */
  clocks: Partial<Record<Clock, number>>;
}

type Clock = 'acknowledge' | 'decide' | 'answer' | 'report' | 'overdue';

/** The environment of this process, with `.env` of the current folder behind it. Nothing else in `src/` reads either. */
export function environment(): Env {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

const onOff = z.enum(['true', 'false']).transform((word) => word === 'true');

const shape = {
  DATABASE_URL: {
    read: address(['postgres:', 'postgresql:']),
    expects: 'postgresql://user:password@host:5432/lookout',
  },
  REDIS_URL: { read: address(['redis:', 'rediss:']), expects: 'redis://host:6379' },
  LOOKOUT_DATA_DIR: { read: z.string().min(1), expects: 'a folder, such as .lookout' },
  LOOKOUT_SECRET: {
    read: z.string().min(32).max(200),
    expects: '32 to 200 characters that nobody can guess, for example from: openssl rand -base64 32',
  },
  LOOKOUT_LOG_LEVEL: {
    read: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    expects: 'debug, info, warn, error or silent',
  },
  LOOKOUT_HOST: {
    read: z.string().min(1),
    expects: 'the address to listen on, such as 127.0.0.1 or 0.0.0.0',
  },
  LOOKOUT_PORT: {
    read: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65_535),
    expects: 'a port, such as 8080',
  },
  LOOKOUT_ALLOW_PRIVATE_FEEDS: { read: onOff, expects: 'true or false' },
  LOOKOUT_CONTACT: {
    read: z.string().min(3).max(200),
    expects: 'an e-mail or web address that a publisher can write to',
  },
  LOOKOUT_RETENTION_MONTHS: {
    read: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .refine((months) => months >= 3 && months <= 120),
    expects: 'a number of months from 3 to 120, such as 24',
  },
  LOOKOUT_FLAG_REACTION: {
    read: z
      .string()
      .transform(emojiIn)
      .refine((names) => names.every((name) => name.length > 0 && name.length <= 100 && !/\s/.test(name))),
    expects: 'emoji names or signs, separated by commas, such as triangular_flag_on_post,🚩, or none',
  },
  LOOKOUT_ACKNOWLEDGE_DAYS: workingDays(5),
  LOOKOUT_DECIDE_DAYS: workingDays(20),
  LOOKOUT_ANSWER_DAYS: workingDays(10),
  LOOKOUT_REPORT_DAYS: workingDays(30),
  LOOKOUT_OVERDUE_DAYS: workingDays(5),
} as const;

/** Every variable that is read here. */
export const configVariables: readonly string[] = Object.keys(shape);

/**
 * Reads the settings of the service. An empty variable counts as not set.
 * @returns the settings, and a sentence for each variable that is wrong: with any, the settings are not to be used
 */
export function readConfig(env: Env): { config: Config; complaints: string[] } {
  const complaints: string[] = [];
  function read<K extends keyof typeof shape>(name: K): z.output<(typeof shape)[K]['read']> | undefined {
    const value = env[name];
    if (!value) return undefined;
    const result = shape[name].read.safeParse(value);
    if (!result.success) complaints.push(`${name} cannot be used. Set it to ${shape[name].expects}.`);
    return result.data as z.output<(typeof shape)[K]['read']> | undefined;
  }
  const config: Config = {
    databaseUrl: read('DATABASE_URL') ?? null,
    redisUrl: read('REDIS_URL') ?? null,
    dataDir: resolve(read('LOOKOUT_DATA_DIR') ?? '.lookout'),
    secret: read('LOOKOUT_SECRET') ?? null,
    logLevel: read('LOOKOUT_LOG_LEVEL') ?? 'info',
    health: { host: read('LOOKOUT_HOST') ?? '127.0.0.1', port: read('LOOKOUT_PORT') ?? 8080 },
    feeds: {
      allowPrivate: read('LOOKOUT_ALLOW_PRIVATE_FEEDS') ?? false,
      contact: read('LOOKOUT_CONTACT') ?? null,
    },
    retentionMonths: read('LOOKOUT_RETENTION_MONTHS') ?? 24,
    // Slack has a name for the sign that Discord sends.
    flagReactions: read('LOOKOUT_FLAG_REACTION') ?? ['triangular_flag_on_post', '🚩'],
    clocks: given({
      acknowledge: read('LOOKOUT_ACKNOWLEDGE_DAYS'),
      decide: read('LOOKOUT_DECIDE_DAYS'),
      answer: read('LOOKOUT_ANSWER_DAYS'),
      report: read('LOOKOUT_REPORT_DAYS'),
      overdue: read('LOOKOUT_OVERDUE_DAYS'),
    }),
  };
  return { config, complaints };
}

/**
 * A sentence for each variable that looks like one of ours and is none.
 * @param known every variable that somebody reads
 */
export function misspelt(env: Env, known: readonly string[]): string[] {
  return Object.keys(env)
    .filter((name) => /^(SLACK|DISCORD|LOOKOUT)_/.test(name) && env[name] && !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const meant = near === null ? '' : ` Did you mean ${near}?`;
      return `${name} is not a Lookout setting.${meant} Correct its name, or remove it.`;
    });
}

/** A name may come in colons, as it is typed in chat. */
function emojiIn(list: string): string[] {
  if (list.trim() === 'none') return [];
  return list.split(',').map((name) => name.trim().replace(/^:(.+):$/, '$1'));
}

function address(protocols: readonly string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
}

function workingDays(usual: number) {
  return {
    read: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .refine((days) => days >= 1 && days <= 250),
    expects: `a number of working days from 1 to 250, such as ${usual}`,
  };
}

function given<K extends string>(all: Record<K, number | undefined>): Partial<Record<K, number>> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<
    Record<K, number>
  >;
}
