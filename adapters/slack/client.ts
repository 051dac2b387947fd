import { webApi } from '@slack/bolt';
import { callWithin } from '../../src/chat/deadlines.ts';
import type { Log } from '../../src/log.ts';
import { toTrouble } from './errors.ts';
import { toLogger } from './logger.ts';
import type { SlackSettings } from './settings.ts';

export type WebClientOptions = webApi.WebClientOptions;

/** Calls one method of the Web API. @throws Trouble */
export type Call = <Answer = unknown>(method: string, args?: Record<string, unknown>) => Promise<Answer>;

/** Who we are in the workspace. */
export interface Identity {
  user: string;
  bot: string;
  /** Of the workspace, with a slash at its end. */
  url: string;
}

export interface Client {
  call: Call;
  /** @throws Trouble `gone` when the token is not accepted */
  identity(): Promise<Identity>;
}

/**
 * Options for every client of the SDK, Bolt's own too. No retries and no waiting: with the defaults an answer that is lost
 * after acceptance is posted a second time; what is to be tried again is decided by `delivery`.
 */
export function clientOptions(settings: SlackSettings, log: Log): WebClientOptions {
  return {
    slackApiUrl: settings.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: callWithin(settings),
    logger: toLogger(log),
  };
}

/** A Web API client that throws nothing but Trouble. */
export function createClient(settings: SlackSettings, log: Log): Client {
  const web = new webApi.WebClient(settings.botToken, clientOptions(settings, log));
  let known: Promise<Identity> | undefined;

  const call: Call = async <Answer>(method: string, args: Record<string, unknown> = {}) => {
    try {
      return (await web.apiCall(method, args)) as Answer;
    } catch (error) {
      const { channel } = args;
      throw toTrouble(error, { method, ...(typeof channel === 'string' ? { channel } : {}) });
    }
  };

  async function askWho(): Promise<Identity> {
    const { user_id, bot_id, url } = await call<{ user_id: string; bot_id: string; url: string }>(
      'auth.test',
    );
    return { user: user_id, bot: bot_id, url };
  }

  return {
    call,
    identity() {
      known ??= askWho().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
  };
}

/** Everything that a method gives in pages, 200 each unless `args` says another limit. @throws Trouble */
export async function paged<Item>(
  call: Call,
  method: string,
  args: Record<string, unknown>,
  key: string,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const page: Page = await call(method, { limit: 200, ...args, ...(cursor ? { cursor } : {}) });
    all.push(...((page[key] as Item[] | undefined) ?? []));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return all;
}

interface Page extends Record<string, unknown> {
  response_metadata?: { next_cursor?: string };
}
