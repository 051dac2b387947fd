import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { Trouble } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import { clientOptions } from './client.ts';
import { toTrouble } from './errors.ts';
import { toLogger } from './logger.ts';
import { pause } from './pause.ts';
import { pongWithin, type SlackSettings } from './settings.ts';

/** How actions come in. */
export interface Connection {
  receiver: Receiver;
  /** Resolves when actions can come. @throws Trouble */
  open(): Promise<void>;
  /** No new action comes after it. */
  shut(): Promise<void>;
}

/** Socket Mode or HTTP, as the settings say. */
export function createConnection(settings: SlackSettings, log: Log): Connection {
  const { appToken, http } = settings;
  if (appToken !== undefined) return overSocket(appToken, settings, log);
  if (http !== undefined) return overHttp(http, log);
  throw new RangeError('Slack settings name neither an app token nor HTTP');
}

function overHttp({ signingSecret, port, host }: NonNullable<SlackSettings['http']>, log: Log): Connection {
  const receiver = new HTTPReceiver({ signingSecret, logger: toLogger(log) });
  return {
    receiver,
    async open() {
      try {
        // Without a host it would listen on every interface.
        await receiver.start({ port, host });
      } catch (error) {
        const why = `Lookout cannot listen for Slack on ${host}, port ${port}. Choose another SLACK_PORT or SLACK_HOST.`;
        throw new Trouble('gone', why, { cause: error });
      }
    },
    shut: () => receiver.stop().catch(() => undefined),
  };
}

/** Milliseconds before each further try to connect; the last holds on. */
const WAITS_MS = [0, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000];
/** A connection that lasted so long was a good one: the next try after it does not wait. */
const GOOD_MS = 30_000;
/** Slack says hello on each new connection, within this time. */
const GREETING_MS = 20_000;

/**
 * Socket Mode, kept connected here: the SDK's own reconnecting gives up, with a rejection that nobody can catch, as soon as
 * one request for a new address fails.
 */
function overSocket(appToken: string, settings: SlackSettings, log: Log): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: pongWithin(settings),
    logger: toLogger(log),
    installerOptions: { clientOptions: clientOptions(settings, log) },
  });
  const { client } = receiver;
  const shutting = new AbortController();
  const { signal } = shutting;

  /** @returns what resolves when this connection ends */
  async function connect(): Promise<{ ended: Promise<void> }> {
    const ended = new Promise<void>((resolve) => void client.once('disconnected', () => resolve()));
    const starting = client.start().then(() => true);
    try {
      if (await outcomeWithin(GREETING_MS, starting)) return { ended };
    } catch (error) {
      throw toTrouble(error ?? new Error('the connection was closed'), { method: 'apps.connections.open' });
    }
    starting.catch(() => undefined);
    void client.disconnect();
    throw new Trouble('unsure', 'Slack did not say hello on a new connection.');
  }

  async function keep(first: Promise<void>): Promise<void> {
    let ended = first;
    for (let failed = 0; !signal.aborted; failed += 1) {
      const since = performance.now();
      await ended;
      if (performance.now() - since > GOOD_MS) failed = 0;
      await pause(WAITS_MS[Math.min(failed, WAITS_MS.length - 1)]!, signal);
      if (signal.aborted) return;
      try {
        ({ ended } = await connect());
        log.info('Slack is connected again');
      } catch (error) {
        log.warn({ err: error, failed }, 'Slack could not be reached; trying again');
        ended = pause(error instanceof Trouble ? error.wait : 0, signal).then(() => undefined);
      }
    }
  }

  return {
    receiver,
    async open() {
      const { ended } = await connect();
      void keep(ended);
    },
    async shut() {
      shutting.abort();
      // The other side may never say goodbye.
      await outcomeWithin(
        1000,
        client.disconnect().catch(() => undefined),
      );
    },
  };
}
