import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Faults } from '../faults.ts';
import { type CommandArgs, command, type ShortcutArgs, shortcut } from './act/command.ts';
import { type ChooseArgs, choose, type PressArgs, press } from './act/components.ts';
import type { ActResult } from './act/interaction.ts';
import { dismiss, type SubmitArgs, submit } from './act/modal.ts';
import { createPending } from './act/pending.ts';
import { type ReactArgs, react, type SayArgs, say, thread } from './act/talk.ts';
import { LIMITS } from './check/limits.ts';
import type { Core, Dispatch } from './core.ts';
import { type DropKind, startGateway } from './gateway/gateway.ts';
import { createPace } from './rest/pace.ts';
import { answerRest } from './rest/rest.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { guildRoutes } from './routes/guild.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { DiscordSeed, PrivilegedIntent } from './seed.ts';
import { createSnowflakes } from './snowflake.ts';
import { createTrouble, type Trouble } from './trouble.ts';
import { type Channel, createWorld, type StoredMessage, type World } from './world.ts';

const ROUTES = [
  ...guildRoutes,
  ...commandRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
];

export interface DiscordOptions {
  guild: DiscordSeed;
  now?: () => Date;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Enforce Discord's pace: five messages in five seconds and channel, fifty requests a second. */
  pace?: boolean;
  /** Privileged intents switched on for the application; GUILD_MEMBERS and MESSAGE_CONTENT when left out. */
  privilegedIntents?: readonly PrivilegedIntent[];
  /** Milliseconds the bot has for its first answer; Discord's 3,000 when left out. */
  answerWithinMs?: number;
}

/** What people do. Each resolves when Discord would have told the person: see ActResult. */
export interface DiscordActs {
  command(args: CommandArgs): Promise<ActResult>;
  shortcut(args: ShortcutArgs): Promise<ActResult>;
  press(args: PressArgs): Promise<ActResult>;
  choose(args: ChooseArgs): Promise<ActResult>;
  submit(args: SubmitArgs): Promise<ActResult>;
  dismiss(args: Pick<SubmitArgs, 'user' | 'modal'>): Promise<void>;
  say(args: SayArgs): Promise<StoredMessage>;
  react(args: ReactArgs): Promise<void>;
  /** Opens the thread of a message. */
  thread(args: Omit<ReactArgs, 'emoji'>): Promise<Channel>;
  /** Sends an event of the gateway once more: that of an act, or the last one of any kind. */
  redeliver(of?: Pick<ActResult, 'interactionId'>): Promise<void>;
}

export interface DiscordSandbox extends Trouble {
  /** For `new Client({ rest: { api } })`, without a slash at the end. */
  apiUrl: string;
  state: World;
  faults: Faults;
  act: DiscordActs;
  /** Calls the listener after every change; returns how to stop that. */
  onChange(listener: () => void): () => void;
  /** Interrupts the gateway: closed (4000), asked to reconnect (op 7), session invalid (op 9), or cut without a word. */
  dropGateway(kind?: DropKind): void;
  /** Connections of bots that are identified now. */
  connected(): number;
  /** Whoever waits for a first answer waits no longer, as if the time for it were over. */
  giveUp(): void;
  close(): Promise<void>;
}

/**
 * Starts a local Discord server for one guild and one bot, on 127.0.0.1: REST and gateway version 10.
 *
 * @throws Error if the seed is wrong or the port is taken.
 */
export async function startDiscord(options: DiscordOptions): Promise<DiscordSandbox> {
  const now = options.now ?? (() => new Date());
  const newId = createSnowflakes(now);
  const listeners = new Set<() => void>();
  const sent = new Map<string, Dispatch>();
  const server = createServer();
  const core: Core = {
    world: createWorld(options.guild, now(), newId),
    faults: createFaults(),
    now,
    newId,
    dispatch(event) {
      const id = 'id' in event.data && event.event === 'INTERACTION_CREATE' ? String(event.data.id) : '';
      sent.set(id, event).set('last', event);
      gateway.dispatch(event);
    },
    changed() {
      for (const listener of listeners) listener();
    },
    pending: createPending(),
    enabledIntents: options.privilegedIntents ?? ['GUILD_MEMBERS', 'MESSAGE_CONTENT'],
    gatewayUrl: () => `ws://127.0.0.1:${port()}/gateway`,
    answerWithinMs: options.answerWithinMs ?? LIMITS.firstAnswerMs,
  };
  const port = () => (server.address() as AddressInfo).port;
  const gateway = startGateway(server, core);
  const pace = createPace(now, options.pace ?? false);
  server.on('request', (request, response) => {
    answerRest(core, ROUTES, pace, request, response).catch((error: unknown) => {
      // A fault of this server, not one of the bot: say so where a developer sees it.
      console.error('sandbox/discord:', error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    state: core.world,
    faults: core.faults,
    act: {
      command: (args) => command(core, args),
      shortcut: (args) => shortcut(core, args),
      press: (args) => press(core, args),
      choose: (args) => choose(core, args),
      submit: (args) => submit(core, args),
      dismiss: async (args) => dismiss(core, args),
      say: async (args) => say(core, args),
      react: async (args) => react(core, args),
      thread: async (args) => thread(core, args),
      async redeliver(of) {
        const event = sent.get(of?.interactionId ?? 'last');
        if (!event) throw new Error('Nothing was sent yet that could be sent again.');
        gateway.dispatch(event);
      },
    },
    ...createTrouble(core, gateway),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dropGateway: (kind = 'close') => gateway.drop(kind),
    connected: () => gateway.connected(),
    giveUp: () => core.pending.giveUp(),
    async close() {
      core.pending.giveUp();
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
