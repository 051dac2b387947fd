import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js';
import type { DiscordSeed } from '../../sandbox/discord/seed.ts';
import { type DiscordOptions, type DiscordSandbox, startDiscord } from '../../sandbox/discord/start.ts';
import { net } from '../support/until.ts';

export const ANNA = '2001';
export const BEN = '2002';
export const GENERAL = '3001';
export const READ_ONLY = '3002';

/** A slash command with subcommands, and an entry in the menu of a message. */
export const COMMANDS = [
  {
    name: 'horizon',
    description: 'The horizon scan',
    options: [
      { type: 1, name: 'today', description: 'The edition' },
      {
        type: 1,
        name: 'why',
        description: 'How an item was chosen',
        options: [{ type: 4, name: 'item', description: 'Its number', required: true, min_value: 1 }],
      },
    ],
  },
  { type: 3, name: 'Flag this' },
];

export const seed: DiscordSeed = {
  id: '1000',
  name: 'Test server',
  application: { id: '4000' },
  botToken: 'sandbox-token',
  roles: [{ id: '5001', name: 'chair' }],
  users: [
    { id: ANNA, name: 'anna', roles: ['5001'] },
    { id: BEN, name: 'ben', nick: 'Benny' },
  ],
  channels: [
    { id: GENERAL, name: 'general' },
    { id: READ_ONLY, name: 'notices', botCanPost: false },
  ],
};

const { Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages } = GatewayIntentBits;
const INTENTS = [Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages];

export interface Bench {
  discord: DiscordSandbox;
  /** A logged-in client of the real SDK, its guild ready. */
  client: Client<true>;
  stop(): Promise<void>;
}

/** A sandbox server and the real SDK logged in to it. */
export async function startBench(
  options: Partial<DiscordOptions> = {},
  clientOptions: Partial<ClientOptions> = {},
): Promise<Bench> {
  const discord = await startDiscord({ guild: seed, answerWithinMs: net, ...options });
  const client = createClient(discord, clientOptions);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(seed.botToken);
  await ready;
  return {
    discord,
    client: client as Client<true>,
    async stop() {
      await client.destroy();
      await discord.close();
    },
  };
}

/** A client of the real SDK that points to the sandbox, not logged in. */
export function createClient(discord: DiscordSandbox, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: INTENTS,
    ...options,
    rest: { api: discord.apiUrl, retries: 0, ...options.rest },
  });
}

/** The code and the errors Discord refused with. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ status: number; code: number; errors: string }> {
  try {
    await promise;
  } catch (error) {
    const { status, code, rawError } = error as {
      status: number;
      code: number;
      rawError: { errors?: object };
    };
    return { status, code, errors: JSON.stringify(rawError?.errors ?? {}) };
  }
  throw new Error('This should have been refused, and was not.');
}
