import type { Incoming, PersonRef, Place, PostRef } from '../../src/chat/incoming.ts';
import type { ChatPlatform } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';

/**
 * What the suite has to be given to examine one platform: its adapter, with its real SDK, on a local server that speaks the
 * platform's protocol. Each platform has one file beside this one that gives it, and calls `conformance(harness)`.
 */
export interface Harness {
  /** The adapter's `name`. */
  name: string;
  /** Starts a server of one workspace and waits until it takes calls. */
  open(): Promise<Stage>;
  /** Promises that this platform cannot make, by the title of their test, each with its reason (a sentence). */
  skips?: Readonly<Record<string, string>>;
  /** Actions as the platform itself sent them (from its documentation or a recording), and what they have to become. */
  recorded: readonly Recorded[];
}

export interface Recorded {
  title: string;
  /** Runs the adapter's own, pure reading of the payload. */
  read(): unknown;
  expected: Partial<Incoming> | null;
}

/** A running server with two people, one channel where the bot is, and one where it is not. */
export interface Stage {
  ada: PersonRef;
  ben: PersonRef;
  /** A channel of Ada, Ben and the bot. */
  channel: string;
  /** Another channel of Ada, Ben and the bot. */
  otherChannel: string;
  /** A channel that the bot is not in or may not post to. */
  closedChannel: string;

  /** What the adapters of this stage are given as pictures, by name; at first none. */
  pictures: Map<string, Uint8Array>;
  /** What must never be in a log: tokens and secrets, those of `stranger` too. */
  secrets: readonly string[];

  /** A new adapter on this server that remembers nothing, as after a crash. `close` closes it too. */
  adapter(log?: Log): ChatPlatform;
  /** The same with credentials that the server does not know. */
  stranger(log?: Log): ChatPlatform;

  act: Actions;

  /** Messages that everybody sees there, oldest first. Of a channel: without those in its threads. */
  posted(place: Place): Seen[];
  /** What this person alone sees: ephemeral messages in any channel, oldest first; edited and replaced ones as they now are. */
  whispered(person: PersonRef): Seen[];
  /** The form that this person has open. */
  form(person: PersonRef): SeenForm | null;

  /** Makes the next `times` calls of this sort fail in this way. */
  fault(fault: StageFault): void;
  /** How often the adapter has called for this so far, whatever came of it. */
  calls(on: Call): number;
  archive(channel: string): void;
  removeBot(channel: string): void;
  deletePost(post: PostRef): void;
  /** Cuts all connections on which actions come; new ones are let in. Afterwards (await it) those are no longer counted. */
  dropSockets(): void | Promise<void>;
  /** Connections on which actions can come now: one a listening adapter. Always 1 where the platform calls over HTTP. */
  connections(): number;
  /** The server's clock, and what hangs on it (triggers, tokens, nonces), go on by so much. Timers of this process do not. */
  pass(milliseconds: number): void;
  /** The adapters that there are take the platform from now on for one that waits a tenth of a second; it waits for minutes, as before. */
  hasten(): void;
  /** Whoever waits for an acknowledgement waits no longer, as if the platform's time for it were over. */
  giveUp(): void;

  /** Closes all adapters, then the server. */
  close(): Promise<void>;
}

/**
 * `post`: making a message. `edit`: changing one. `form`: opening one. `members`: listing people.
 * `upload`: sending a picture; where it comes with the message, the same as `post`.
 */
export type Call = 'post' | 'edit' | 'form' | 'members' | 'upload';

export interface StageFault {
  on: Call;
  /** As in `sandbox/faults.ts`. */
  kind: 'rate-limit' | 'server-error' | 'lost-answer' | 'error-after-acceptance' | 'slow';
  times?: number;
  /** `rate-limit`: seconds; may be a fraction where the platform sends such. */
  retryAfter?: number;
}

/**
 * What people do. Each resolves once the platform has its acknowledgement, or has given up waiting for one;
 * what the bot says or rewrites afterwards is awaited by the test.
 */
export interface Actions {
  command(person: PersonRef, channel: string, name: string, words: string): Promise<Acted>;
  /** @throws when the message has no such control */
  press(person: PersonRef, post: PostRef, id: string): Promise<Acted>;
  choose(person: PersonRef, post: PostRef, id: string, values: readonly string[]): Promise<Acted>;
  /** A press in a whisper, at the newest that has this control. */
  pressWhispered(person: PersonRef, id: string): Promise<Acted>;
  /** Sends off the form that this person has open; fields left out keep the value that they show. */
  submit(person: PersonRef, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Acted>;
  shortcut(person: PersonRef, post: PostRef, name: string): Promise<Acted>;
  react(person: PersonRef, post: PostRef, emoji: string): Promise<Acted>;
  /** Says something in the thread that hangs from this message, opening it if need be. Resolves when it has been sent to the bot. */
  say(person: PersonRef, thread: PostRef, text: string): Promise<void>;
  /** Says something that is in no thread. */
  chat(person: PersonRef, channel: string, text: string): Promise<PostRef>;
  /** The platform sends its last action once more, unchanged, as after a lost acknowledgement. */
  again(): Promise<void>;
}

export interface Acted {
  /** The acknowledgement came within the platform's time. */
  acknowledged: boolean;
  /** The form that the person has open after it, if any. */
  form: SeenForm | null;
}

/** A message as a reader of the platform's own client would see it. */
export interface Seen {
  id: string;
  /**
   * All words from top to bottom, labels of controls and words for pictures left out, one block a line (`\n`). Invisible characters (zero-width ones,
   * joiners between letters) are taken out; whatever the client would show as something else is shown so: an emoji of a name, a quote.
   */
  text: string;
  /** People, groups, channels and everyone-calls that the client would draw as a mention or the server would notify. */
  mentions: readonly string[];
  /** Addresses that can be clicked, in text and controls, with the words that are clicked. */
  links: readonly { text: string; url: string }[];
  /** Runs of text that the client shows other than plainly (headings and small print are plain), with how: bold, italic, code, quote, list, spoiler … */
  styled: readonly { text: string; style: string }[];
  /** Buttons and menus in order. */
  controls: readonly SeenControl[];
  /** From top to bottom, as a client would fetch them, with the words for whoever cannot see them. */
  pictures: readonly { alt: string; bytes: Uint8Array }[];
  /** Would the client show previews of linked pages? */
  unfurls: boolean;
}

export type SeenControl =
  | { kind: 'button'; id: string; label: string; style: 'plain' | 'primary' | 'danger' }
  | { kind: 'link'; label: string; url: string }
  | { kind: 'menu'; id: string; placeholder: string; options: readonly string[]; most: number };

export interface SeenForm {
  title: string;
  /** Null where the platform has a word of its own for it. */
  submit: string | null;
  fields: readonly {
    id: string;
    label: string;
    hint?: string;
    required: boolean;
    /** What is in it now: words, or the values chosen. */
    value: string | readonly string[];
    /** Labels of the options. */
    options?: readonly string[];
  }[];
  /** Sentences at fields after a submission that did not pass. */
  problems: Readonly<Record<string, string>>;
}
