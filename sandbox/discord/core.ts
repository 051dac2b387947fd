import type { Faults } from '../faults.ts';
import type { Pending } from './act/pending.ts';
import type { PrivilegedIntent } from './seed.ts';
import type { World } from './world.ts';

/** How an event reaches the bot. */
export interface Dispatch {
  event: string;
  data: object;
  /** The channel it is about: the bot hears nothing of channels it may not see, and direct messages need other intents. */
  channelId?: string;
  /** True where the text may be read without MESSAGE_CONTENT: the bot's own, direct messages, mentions of the bot. */
  readable?: boolean;
}

/** What the parts of the sandbox server share. */
export interface Core {
  world: World;
  faults: Faults;
  now(): Date;
  newId(): string;
  /** Sends an event to every session that asked for it; sessions that are away get it when they resume. */
  dispatch(event: Dispatch): void;
  /** Tells those who watch that the world is different. */
  changed(): void;
  enabledIntents: readonly PrivilegedIntent[];
  gatewayUrl(): string;
  /** People who wait for the answer to what they did. */
  pending: Pending;
  /** Milliseconds an application has for its first answer. */
  answerWithinMs: number;
}
