import { createRequire } from 'node:module';
import { type RateLimitData, type RawFile, REST, type RESTOptions } from 'discord.js';
import { callWithin } from '../../src/chat/deadlines.ts';
import type { DiscordSettings } from './settings.ts';

/** What goes with a call. */
export interface Request {
  body?: unknown;
  /** Sent along with the body, the first as `files[0]`. */
  files?: RawFile[];
  query?: Record<string, string>;
  /** Left out, the call is the bot's; false, the token in the path is enough (interactions). */
  auth?: false;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * Discord's REST API: method, route (`Routes.…` of discord.js) and body, to what Discord answers.
 * Rejects with the errors of @discordjs/rest; `toTrouble` reads them.
 */
export type Call = <T>(method: Method, route: `/${string}`, request?: Request) => Promise<T>;

/** Waits of at most so many milliseconds are sat out where that is safe. */
const SHORT = 2_000;

/**
 * The undici that discord.js brings. Left to itself it sends through whichever undici was loaded first in this process, and a newer
 * one does not take its forms: no picture would be posted.
 */
const { Agent } = createRequire(createRequire(import.meta.url).resolve('discord.js'))('undici') as {
  Agent: new () => NonNullable<RESTOptions['agent']>;
};
const agent = new Agent();

/** How discord.js has to treat calls: never repeat one, since a repeated post could stand twice. */
export const clientOptions = (settings: DiscordSettings) => ({
  api: settings.apiUrl,
  agent,
  retries: 0,
  timeout: callWithin(settings),
  rejectOnRateLimit: ({ method, route, timeToReset, retryAfter, global }: RateLimitData) => {
    // Before a call is sent discord.js foresees some limits, and reckons both times as one; a 429 of Discord tells them apart.
    const foreseen = retryAfter === timeToReset;
    // Calls that change nothing, and answers to a person who waits; a post that was refused is for `delivery` to repeat.
    const patient = !global && (method.toLowerCase() === 'get' || route.startsWith('/webhooks'));
    return !((foreseen || patient) && timeToReset <= SHORT);
  },
});

export function createClient(settings: DiscordSettings): Call {
  const rest = new REST(clientOptions(settings));
  return async <T>(method: Method, route: `/${string}`, { body, files, query, auth }: Request = {}) => {
    // discord.js drops the token at the first 401; a call after it shall ask Discord again and get Discord's own answer.
    rest.setToken(settings.token);
    return (await rest[method](route, {
      ...(body === undefined ? {} : { body }),
      ...(files ? { files } : {}),
      ...(query ? { query: new URLSearchParams(query) } : {}),
      ...(auth === false ? { auth: false } : {}),
      // In all, waiting in the library's queue included: a delivery's lease must outlive it.
      signal: AbortSignal.timeout(callWithin(settings)),
    })) as T;
  };
}
