import type { Component } from '../discord/component.ts';

/** What the page shows, as JSON: `GET /api/state`. Only what stands on the two servers; nothing of any feature. */
export interface View {
  /** Counts up with every change. */
  revision: number;
  /** The clock of both servers and of the bot, ISO 8601. */
  clock: string;
  people: Person[];
  slack: SlackSide;
  discord: DiscordSide;
  feeds: FeedView[];
  /** Faults waiting to happen, in words. */
  faults: string[];
  /** How often each thing happened since the start: for showing that nothing doubled or went missing. */
  counts: { posts: number; edits: number; refused: number; lost: number };
}

/** Somebody one can act as. */
export interface Person {
  id: string;
  name: string;
  /** What they are, in words: `Chair of radiotherapy`. */
  about: string;
  /** Their user ids; without one they are not on that side. */
  slack?: string;
  discord?: string;
}

export interface Channel<Message> {
  id: string;
  name: string;
  /** Posts and what people said, oldest first, without threads. */
  messages: Message[];
  /** By the id of the message that they hang from, oldest first. */
  threads: Record<string, Message[]>;
  /** Closed to posting: archived, or the bot has no access. */
  closed: boolean;
  /** A direct conversation with the bot: the user id of the one person who sees it. */
  direct?: string;
}

export interface CommandView {
  name: string;
  description: string;
  /** What may be typed behind it, in words. */
  hint: string;
}

export interface Reactions {
  emoji: string;
  /** User ids. */
  by: string[];
}

export interface SlackSide {
  team: string;
  /** Names by user id, the bot among them. */
  names: Record<string, string>;
  bot: string;
  channels: Channel<SlackMessage>[];
  commands: CommandView[];
  /** What one person alone sees, by user id, in all channels. */
  whispers: Record<string, SlackMessage[]>;
  /** The form in front of a person, by user id. */
  forms: Record<string, SlackForm>;
}

export interface SlackMessage {
  ts: string;
  channel: string;
  user: string;
  byBot: boolean;
  text: string;
  /** Block Kit as it stands. */
  blocks: Record<string, unknown>[];
  edited: boolean;
  /** The message that it hangs from; a whisper can stand in a thread too. */
  thread?: string;
  files?: FileView[];
  reactions: Reactions[];
  /** The arguments of the call that wrote it last, as they came. */
  raw: unknown;
}

export interface FileView {
  title: string;
  /** On this server. */
  url: string;
}

export interface SlackForm {
  id: string;
  /** The view as the app sent it: title, blocks, submit, close. */
  view: Record<string, unknown>;
  /** What the app complained of at the last submission, by block id. */
  errors: Record<string, string>;
}

export interface DiscordSide {
  guild: string;
  names: Record<string, string>;
  bot: string;
  channels: Channel<DiscordMessage>[];
  commands: CommandView[];
  /** Entries of every message's menu, by name: for the act `shortcut`. */
  shortcuts?: string[];
  whispers: Record<string, DiscordMessage[]>;
  forms: Record<string, DiscordForm>;
}

export interface DiscordMessage {
  id: string;
  /** The server's channel, also for what stands in a thread. */
  channel: string;
  user: string;
  byBot: boolean;
  content: string;
  embeds: object[];
  components: Component[];
  attachments: { filename: string; url: string; description: string | null; contentType: string }[];
  edited: boolean;
  /** The thread that it stands in, by the message which that hangs from. */
  thread?: string;
  /** The bot has put off its answer: “Lookout is thinking …”. */
  thinking?: boolean;
  /** The command it answers, as in “Ada used /horizon”. */
  answers?: { user: string; command: string };
  /** ISO 8601. */
  at: string;
  reactions: Reactions[];
  raw: unknown;
}

export interface DiscordForm {
  handle: string;
  customId: string;
  title: string;
  components: Component[];
}

export interface FeedView {
  path: string;
  title: string;
  articles: number;
  broken: string | null;
}

/** The answer to `POST /api/act`; `why` is a sentence, as the platform's own client would say it. */
export type Answer = { ok: true } | { ok: false; why: string };

/**
 * What somebody does: the body of `POST /api/act`. In a form that is open on Slack, `message` is the form's id.
 * What a person says may name others as `@Ada Obi`. A reaction that is there is taken back.
 */
export type Act =
  | ({ do: 'say'; text: string; thread?: string } & Where)
  /** `line` as typed, with its slash: `/horizon why 3`. */
  | ({ do: 'command'; line: string; thread?: string } & Where)
  | ({ do: 'press'; message: string; id: string } & Where)
  | ({ do: 'choose'; message: string; id: string; values: string[] } & Where)
  | ({ do: 'react'; message: string; emoji: string } & Where)
  | ({ do: 'shortcut'; message: string; name: string } & Where)
  /** Fields by block id (Slack) or custom id (Discord). */
  | { do: 'submit'; on: Side; person: string; form: string; fields: Record<string, string | string[]> }
  | { do: 'dismiss'; on: Side; person: string; form: string }
  | { do: 'publish'; path: string; title: string; summary: string }
  | { do: 'break'; path: string; how: 'error' | 'page' | 'cut' | 'silence' }
  | { do: 'mend'; path: string }
  /** Moves the clock on: to an instant (ISO 8601), never back. */
  | { do: 'clock'; to: string }
  /** The next posts on this side fail in this way; `disconnect` cuts the connection on which acts come. */
  | { do: 'fault'; on: Side; kind: 'rate-limit' | 'lost-answer' | 'server-error' | 'disconnect' }
  | { do: 'calm' };

export type Side = 'slack' | 'discord';

interface Where {
  on: Side;
  /** The id of a `Person`. */
  person: string;
  channel: string;
}
