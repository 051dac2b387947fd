/** The state of the workspace: who is there, what was posted, what is open. It knows no protocol. */

import { createFaults, type Faults } from '../faults.ts';
import { isObject, type Json } from './schema.ts';

export interface SlackSeed {
  team?: { id: string; name: string; domain: string };
  users: { id: string; name: string }[];
  channels: { id: string; name: string; members?: 'all' | string[]; bot?: boolean; private?: boolean }[];
  usergroups?: { id: string; handle: string; users: string[] }[];
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** The scopes that the bot's token has, as `x-oauth-scopes` tells them; only calls about files are refused for want of one. */
  scopes?: string[];
  /** The events that the app subscribes to; messages, mentions and reactions when left out. */
  events?: string[];
}

export interface Message {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks?: Json[];
  attachments?: unknown[];
  metadata?: Json;
  threadTs?: string;
  edited?: string;
  /** Said by the app (and not by a person). */
  byBot: boolean;
  /** Deleted, but kept since it has replies. */
  tombstone?: true;
  broadcast?: true;
  files?: Json[];
  reactions: { name: string; users: string[] }[];
  /** The arguments of the call that wrote it last, as they came. */
  received: Json;
}

export interface Channel {
  id: string;
  name: string;
  archived: boolean;
  private: boolean;
  /** A direct conversation with this person. */
  im?: string;
  created: number;
  members: Set<string>;
  /** Every message and reply, oldest first. */
  messages: Message[];
}

export interface View {
  id: string;
  user: string;
  hash: string;
  rootId: string;
  previousId: string | null;
  /** Title, blocks and the rest, as the app sent them (block ids filled in). */
  view: Json;
  /** What the person chose outside input blocks, by block id and action id. */
  chosen: Record<string, Record<string, Json>>;
  /** What the app complained of at the last submission, by block id. */
  errors?: Record<string, string>;
}

export interface Call {
  method: string;
  args: Json;
  at: string;
  ok: boolean;
  status: number;
  error?: string;
  fault?: string;
}

export interface UploadedFile {
  id: string;
  name: string;
  length: number;
  body?: Buffer;
  title?: string;
  /** Undefined before its upload is completed; then how often `files.info` still answers that Slack is working on it. */
  looksUntilReady?: number;
}

export interface Workspace {
  team: { id: string; name: string; domain: string };
  app: { id: string; botId: string; botUser: string; botName: string; verification: string };
  seed: SlackSeed;
  users: Map<string, { id: string; name: string; bot: boolean }>;
  channels: Map<string, Channel>;
  usergroups: { id: string; handle: string; users: string[] }[];
  ephemerals: Map<string, Message[]>;
  /** Open modals by person, the topmost last. */
  views: Map<string, View[]>;
  files: Map<string, UploadedFile>;
  /** How many looks at a file it takes from now on until it can be shown (`looksUntilReady`); at first none. */
  looksUntilReady: number;
  calls: Call[];
  revoked: Set<string>;
  faults: Faults;
  now(): Date;
  /** A new message time, later than every one before: `seconds.micro`. */
  ts(): string;
  /** A new id: the prefix and nine characters. */
  id(prefix: string): string;
  changed(): void;
  onChange(listener: () => void): () => void;
}

/** Builds the workspace from a seed; `now` is its clock. */
export function createWorkspace(seed: SlackSeed, now: () => Date): Workspace {
  const app = {
    id: 'A0SANDBOX0',
    botId: 'B0SANDBOX0',
    botUser: 'U0SANDBOX0',
    botName: 'lookout',
    verification: 'sandbox',
  };
  const users = [
    ...seed.users.map((user) => ({ ...user, bot: false })),
    { id: app.botUser, name: app.botName, bot: true },
  ];
  const created = Math.floor(now().getTime() / 1000);
  const channels = seed.channels.map((channel): [string, Channel] => {
    const people =
      !channel.members || channel.members === 'all' ? seed.users.map((user) => user.id) : channel.members;
    const members = new Set(channel.bot === false ? people : [...people, app.botUser]);
    return [
      channel.id,
      {
        id: channel.id,
        name: channel.name,
        archived: false,
        private: channel.private ?? false,
        created,
        members,
        messages: [],
      },
    ];
  });
  const listeners = new Set<() => void>();
  let last = 0;
  let count = 0;
  return {
    team: seed.team ?? { id: 'T0SANDBOX0', name: 'Sandbox', domain: 'sandbox' },
    app,
    seed,
    users: new Map(users.map((user) => [user.id, user])),
    channels: new Map(channels),
    usergroups: seed.usergroups ?? [],
    ephemerals: new Map(),
    views: new Map(),
    files: new Map(),
    looksUntilReady: 0,
    calls: [],
    revoked: new Set(),
    faults: createFaults(),
    now,
    ts() {
      last = Math.max(last + 1, now().getTime() * 1000);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
    id(prefix) {
      count += 1;
      return `${prefix}${count.toString(36).toUpperCase().padStart(9, '0')}`;
    },
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The direct conversation with a person, made on first use. */
export function directChannel(workspace: Workspace, user: string): Channel {
  const known = [...workspace.channels.values()].find((channel) => channel.im === user);
  if (known) return known;
  const channel: Channel = {
    id: workspace.id('D'),
    name: '',
    archived: false,
    private: true,
    im: user,
    created: Math.floor(workspace.now().getTime() / 1000),
    members: new Set([user, workspace.app.botUser]),
    messages: [],
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

/** A message by its channel and time, for everyone or only for one person. */
export function findMessage(workspace: Workspace, channel: string, ts: string): Message | undefined {
  return workspace.channels.get(channel)?.messages.find((message) => message.ts === ts);
}

/** Gives every block and every interactive element an id, as Slack does with those that come without. */
export function withBlockIds(workspace: Workspace, blocks: Json[]): Json[] {
  const named = (element: unknown) =>
    isObject(element) && element.type !== 'image' && !element.action_id
      ? { ...element, action_id: workspace.id('a') }
      : element;
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id || workspace.id('b'),
    ...(block.type === 'actions' && Array.isArray(block.elements)
      ? { elements: block.elements.map(named) }
      : {}),
    ...(block.accessory ? { accessory: named(block.accessory) } : {}),
    ...(block.element ? { element: named(block.element) } : {}),
  }));
}
