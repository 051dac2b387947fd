import type { AllowedMentions } from './check/allowed-mentions.ts';
import type { Component } from './component.ts';
import { checkSeed, type DiscordSeed } from './seed.ts';

export interface Person {
  id: string;
  name: string;
  nick?: string;
  roles: string[];
  bot: boolean;
}

export interface Attachment {
  id: string;
  filename: string;
  size: number;
  contentType: string;
  content: Buffer;
  description?: string;
}

export interface StoredMessage {
  id: string;
  channelId: string;
  authorId: string;
  /** 0 ordinary, 19 reply, 20 answer to a command, 21 start of a thread, 23 answer to a context menu. */
  type: number;
  content: string;
  embeds: object[];
  components: Component[];
  attachments: Attachment[];
  flags: number;
  tts: boolean;
  nonce?: string | number;
  allowedMentions?: AllowedMentions;
  /** The message this one answers or, for type 21, starts from. */
  reference?: { messageId: string; channelId: string };
  /** The act that this message answers. */
  interaction?: { id: string; type: number; userId: string; name?: string };
  createdAt: Date;
  editedAt: Date | null;
  reactions: { emoji: string; users: string[] }[];
  /** Only this person sees it. */
  ephemeralFor?: string;
  /** The body as the bot sent it last, before anything was filled in. */
  payload: object;
}

/** What the bot may do in a channel: all; all but send files (50013); read only (50013 on posting); nothing (50001). */
export type BotAccess = 'full' | 'words' | 'read' | 'none';

export interface Channel {
  id: string;
  kind: 'text' | 'thread' | 'dm';
  name: string;
  access: BotAccess;
  messages: StoredMessage[];
  createdAt: Date;
  /** Of a thread: its channel, who started it, and its state. */
  parentId?: string;
  ownerId?: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  /** Of a direct message: the person on the other side. */
  recipientId?: string;
}

export interface Command {
  id: string;
  version: string;
  guildId?: string;
  type: number;
  name: string;
  description: string;
  options: CommandOption[];
  /** The body as registered. */
  payload: object;
}

export interface CommandOption {
  type: number;
  name: string;
  required?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: CommandOption[];
  min_length?: number;
  max_length?: number;
  min_value?: number;
  max_value?: number;
}

/** A form that a person has open. */
export interface ShownModal {
  /** Names this showing: the id of the interaction that opened it. */
  handle: string;
  customId: string;
  title: string;
  components: Component[];
  channelId: string;
  userId: string;
  /** The message whose control opened it, if any. */
  messageId?: string;
  submitted: boolean;
}

export interface Interaction {
  id: string;
  token: string;
  /** 2 command, 3 component, 5 modal submit. */
  type: number;
  name?: string;
  /** True for a context menu command. */
  menu?: boolean;
  userId: string;
  channelId: string;
  /** Message whose control was used, if any. */
  messageId?: string;
  createdAt: Date;
  state: 'waiting' | 'answered' | 'late';
  /** Type of the first answer, once given. */
  answer?: number;
  /** The message that `@original` names. */
  originalId?: string;
  /** Messages sent as follow-ups. */
  followupIds: string[];
}

/** One request as it came, and what was answered. */
export interface Call {
  at: Date;
  method: string;
  /** `POST /channels/:channel/messages`, the name that faults use too. */
  route: string;
  path: string;
  channel?: string;
  body: unknown;
  status: number;
  /** Discord's error code, where it was refused. */
  code?: number;
  /** The fault that struck it, if any. */
  fault?: string;
}

export interface World {
  guild: { id: string; name: string; createdAt: Date };
  application: { id: string; name: string; publicKey: string };
  token: { value: string; revoked: boolean };
  people: Map<string, Person>;
  roles: Map<string, { id: string; name: string }>;
  /** Channels, threads and direct messages by id. */
  channels: Map<string, Channel>;
  /** Messages only one person sees, by that person. */
  ephemeral: Map<string, StoredMessage[]>;
  /** Forms shown, by person, oldest first. */
  modals: Map<string, ShownModal[]>;
  commands: Command[];
  interactions: Map<string, Interaction>;
  /** The bot's newest message with each nonce. */
  nonces: Map<string, StoredMessage>;
  calls: Call[];
}

/** The world as the seed describes it. @throws Error if an id is no snowflake. */
export function createWorld(seed: DiscordSeed, now: Date, newId: () => string): World {
  checkSeed(seed);
  const bot: Person = {
    id: seed.application.id,
    name: seed.application.name ?? 'lookout',
    roles: [],
    bot: true,
  };
  const people = seed.users.map((user): Person => {
    const person: Person = { id: user.id, name: user.name, roles: user.roles ?? [], bot: false };
    if (user.nick) person.nick = user.nick;
    return person;
  });
  return {
    guild: { id: seed.id ?? newId(), name: seed.name, createdAt: now },
    application: {
      id: seed.application.id,
      name: bot.name,
      publicKey: seed.application.publicKey ?? '0'.repeat(64),
    },
    token: { value: seed.botToken, revoked: false },
    people: new Map([bot, ...people].map((person) => [person.id, person])),
    roles: new Map((seed.roles ?? []).map((role) => [role.id, role])),
    channels: new Map(
      seed.channels.map(({ id, name, botCanPost = true }) => [
        id,
        createChannel({ id, name, kind: 'text', createdAt: now, access: botCanPost ? 'full' : 'read' }),
      ]),
    ),
    ephemeral: new Map(),
    modals: new Map(),
    commands: [],
    interactions: new Map(),
    nonces: new Map(),
    calls: [],
  };
}

/** A channel with the usual defaults. */
export function createChannel(
  given: Pick<Channel, 'id' | 'name' | 'kind' | 'createdAt'> & Partial<Channel>,
): Channel {
  return {
    access: 'full',
    messages: [],
    archived: false,
    locked: false,
    autoArchiveMinutes: 1440,
    ...given,
  };
}

/** What the bot may do in this channel; a thread goes by its parent. */
export function accessTo(world: World, channel: Channel): BotAccess {
  const parent = channel.parentId ? world.channels.get(channel.parentId) : undefined;
  return parent?.access ?? channel.access;
}

/** May the bot say anything in this channel? */
export function mayPost(world: World, channel: Channel): boolean {
  return ['full', 'words'].includes(accessTo(world, channel));
}

/** The thread that was started from this message, if any. */
export function threadOf(world: World, message: StoredMessage): Channel | undefined {
  const thread = world.channels.get(message.id);
  return thread?.kind === 'thread' ? thread : undefined;
}
