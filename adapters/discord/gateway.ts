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
import { badToken, troubleFrom } from './errors.ts';
import { restOptions } from './rest.ts';
import type { DiscordSettings } from './settings.ts';

/** What the gateway tells us of, as Discord sent it (docs.discord.com, Gateway Events). */
export interface Told {
  interaction(data: APIInteraction): void;
  reaction(data: GatewayMessageReactionAddDispatchData): void;
  message(data: GatewayMessageCreateDispatchData): void;
  /** Channels and threads that there are on a server. */
  channels(guild: string, channels: readonly APIChannel[]): void;
}

export interface Gateway {
  close(): Promise<void>;
}

const least = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
];
/** Milliseconds that an orderly goodbye may take. */
const GOODBYE = 2_000;

/**
 * Connects to Discord's gateway; discord.js reconnects and resumes by itself. Without the message content intent, which has
 * to be switched on in the Developer Portal, it connects all the same, and what people say in threads is not heard.
 * @throws Trouble `gone` when the token is not accepted
 */
export async function connect(settings: DiscordSettings, log: Log, told: Told): Promise<Gateway> {
  try {
    return await connectWith([...least, GatewayIntentBits.MessageContent], settings, log, told);
  } catch (error) {
    if (!/disallowed intents/i.test(String(error))) throw loginTrouble(error);
  }
  log.warn(
    'Discord does not let Lookout read threads, so it misses answers there. In the Developer Portal, open your application, Bot, and switch on Message Content Intent.',
  );
  return await connectWith(least, settings, log, told).catch((error) => Promise.reject(loginTrouble(error)));
}

async function connectWith(
  intents: GatewayIntentBits[],
  settings: DiscordSettings,
  log: Log,
  told: Told,
): Promise<Gateway> {
  const trouble = ({ message: problem }: Error) =>
    log.warn({ problem }, 'the connection to Discord has trouble');
  const client = new Client({
    intents,
    rest: restOptions(settings),
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
  client.ws.on(GatewayDispatchEvents.InteractionCreate, told.interaction);
  client.ws.on(GatewayDispatchEvents.MessageReactionAdd, told.reaction);
  client.ws.on(GatewayDispatchEvents.MessageCreate, told.message);
  client.ws.on(GatewayDispatchEvents.GuildCreate, ({ id, channels = [], threads = [] }) =>
    told.channels(id, [...channels, ...threads]),
  );
  for (const event of [GatewayDispatchEvents.ChannelCreate, GatewayDispatchEvents.ThreadCreate])
    client.ws.on(event, (channel) => told.channels(channel.guild_id, [channel]));
  await client.login(settings.token);
  heed(client, trouble, log);
  return {
    async close() {
      // discord.js cannot be stopped between two connections: it would come back after the goodbye.
      if (client.ws.shards.some(({ status }) => status !== Status.Ready && status !== Status.Disconnected))
        await settled(client);
      client.ws.removeAllListeners();
      await outcomeWithin(GOODBYE, client.destroy());
    },
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
  return outcomeWithin(GOODBYE, again);
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
  return refused ? new Trouble('gone', badToken) : troubleFrom(error);
}
