import {
  type APIChannel,
  type APIInteraction,
  Client,
  DiscordjsError,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  Options,
  Status,
} from 'discord.js';
import { Trouble } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import { clientOptions } from './client.ts';
import { badToken, toTrouble } from './errors.ts';
import type { DiscordSettings } from './settings.ts';

/** Who hears what the gateway tells, as Discord sent it (docs.discord.com, Gateway Events). */
export interface Listeners {
  interaction(data: APIInteraction): void;
  reaction(data: GatewayMessageReactionAddDispatchData): void;
  message(data: GatewayMessageCreateDispatchData): void;
  /** Channels and threads that there are on a server. */
  channels(guild: string, channels: readonly APIChannel[]): void;
}

/** How actions come in. */
export interface Connection {
  /** Resolves when actions can come. @throws Trouble `gone` when the token is not accepted */
  open(): Promise<void>;
  /** No new action comes after it. */
  shut(): Promise<void>;
}

/** What ends one login to the gateway. */
type Leave = () => Promise<void>;

const least = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
];
/** Milliseconds that an orderly goodbye may take. */
const GOODBYE_MS = 2_000;

/**
 * Connects to Discord's gateway; discord.js reconnects and resumes by itself. Without the message content intent, which has
 * to be switched on in the Developer Portal, it connects all the same, and what people say in threads is not heard.
 */
export function createConnection(settings: DiscordSettings, log: Log, listeners: Listeners): Connection {
  let leave: Leave | undefined;
  return {
    async open() {
      leave = await connect(settings, log, listeners);
    },
    async shut() {
      await leave?.();
    },
  };
}

async function connect(settings: DiscordSettings, log: Log, listeners: Listeners): Promise<Leave> {
  try {
    return await connectWith([...least, GatewayIntentBits.MessageContent], settings, log, listeners);
  } catch (error) {
    if (!/disallowed intents/i.test(String(error))) throw loginTrouble(error);
  }
  log.warn(
    'Discord does not let Lookout read threads, so it misses answers there. In the Developer Portal, open your application, Bot, and switch on Message Content Intent.',
  );
  return await connectWith(least, settings, log, listeners).catch((error) =>
    Promise.reject(loginTrouble(error)),
  );
}

async function connectWith(
  intents: GatewayIntentBits[],
  settings: DiscordSettings,
  log: Log,
  listeners: Listeners,
): Promise<Leave> {
  const trouble = ({ message: problem }: Error) =>
    log.warn({ problem }, 'the connection to Discord has trouble');
  const client = new Client({
    intents,
    rest: clientOptions(settings),
    allowedMentions: { parse: [], repliedUser: false },
    // We read what comes as it comes and ask for the rest: nothing has to be kept.
    makeCache: Options.cacheWithLimits({
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadMemberManager: 0,
      VoiceStateManager: 0,
    }),
  });
  client.on(Events.Error, trouble);
  client.ws.on(GatewayDispatchEvents.InteractionCreate, listeners.interaction);
  client.ws.on(GatewayDispatchEvents.MessageReactionAdd, listeners.reaction);
  client.ws.on(GatewayDispatchEvents.MessageCreate, listeners.message);
  client.ws.on(GatewayDispatchEvents.GuildCreate, ({ id, channels = [], threads = [] }) =>
    listeners.channels(id, [...channels, ...threads]),
  );
  for (const event of [GatewayDispatchEvents.ChannelCreate, GatewayDispatchEvents.ThreadCreate])
    client.ws.on(event, (channel) => listeners.channels(channel.guild_id, [channel]));
  await client.login(settings.token);
  heed(client, trouble, log);
  return async () => {
    // discord.js cannot be stopped between two connections: it would come back after the goodbye.
    if (client.ws.shards.some(({ status }) => status !== Status.Ready && status !== Status.Disconnected))
      await settled(client);
    client.ws.removeAllListeners();
    await outcomeWithin(GOODBYE_MS, client.destroy());
  };
}

/** What is worth a line once we are connected; before, a failure is thrown. */
function heed(client: Client, trouble: (error: Error) => void, log: Log): void {
  client.on(Events.ShardError, trouble);
  client.on(Events.Warn, (problem) => log.warn({ problem }, 'discord.js warns'));
  client.on(Events.ShardReconnecting, () => log.info('the connection to Discord broke; connecting again'));
  client.on(Events.ShardResume, () => log.info('Discord is connected again'));
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, deaf(code)));
}

function settled(client: Client): Promise<void> {
  const again = new Promise<void>((resolve) => {
    for (const event of [Events.ShardResume, Events.ShardReady, Events.ShardDisconnect] as const)
      client.once(event, () => resolve());
  });
  return outcomeWithin(GOODBYE_MS, again);
}

/** A connection that discord.js does not take up again (docs.discord.com, Gateway Close Event Codes). */
function deaf(code: number): string {
  const why =
    code === 4004 ? badToken : 'Check the application in the Developer Portal, then start Lookout again.';
  return `Discord closed the connection for good, so Lookout hears nothing from there. ${why}`;
}

function loginTrouble(error: unknown): Trouble {
  const refused =
    (error instanceof DiscordjsError && error.code === 'TokenInvalid') ||
    (error instanceof Error && error.message === 'Authentication failed');
  return refused ? new Trouble('gone', badToken) : toTrouble(error);
}
