import type { CommandSpec, Manner, ShortcutSpec } from './feature.ts';
import type { Incoming, PersonRef, Place, PostRef } from './incoming.ts';
import type { Message } from './message.ts';
import type { Reply } from './reply.ts';

/** One chat platform. Nothing is optional: if a platform cannot, the model is too rich. */
export interface ChatPlatform {
  readonly name: string;
  /**
   * Posts a message once. `key` names it for good; `triedAt` is when an earlier try, whose ending nobody knows, began
   * (null: surely never tried): then what that try may have left is looked for first and adopted. With `late` it is too late
   * to post: what stands is adopted, and otherwise it is `refused`.
   * Posting to a thread opens it where there is none yet.
   * @throws Trouble
   */
  post(to: Place, message: Message, once: Once): Promise<PostRef>;
  /** Redraws a message of ours. @throws Trouble; `missing` when somebody has deleted it */
  edit(post: PostRef, message: Message): Promise<void>;
  /** The people who can read a channel, bots left out. @throws Trouble */
  members(channel: string): Promise<PersonRef[]>;
  /**
   * Connects, registers the desk's commands, and hands every act to the desk until `close`.
   * @throws Trouble `gone` when the platform does not accept our credentials
   */
  listen(desk: Desk): Promise<void>;
  /** Takes no new act, lets those under way answer (at most five seconds), disconnects. */
  close(): Promise<void>;
}

/**
 * Gives the PNG of a picture that a message names. A name stands for the same picture for good, so what was uploaded once may
 * serve again. @throws Trouble `refused` when there is none of this name
 */
export type Pictures = (name: string) => Promise<Uint8Array>;

/** What makes one post of many tries. */
export interface Once {
  key: string;
  triedAt: Date | null;
  late?: boolean;
}

/** What `post` throws when it is too late and nothing stands. */
export function tooLate(): Trouble {
  return new Trouble('refused', 'It could not be posted in time.');
}

/** Where an adapter brings what people do. */
export interface Desk {
  readonly commands: readonly CommandSpec[];
  readonly shortcuts: readonly ShortcutSpec[];
  /** How this act will be answered (feature.ts). A platform may have to know before it acknowledges. */
  manner(incoming: Incoming): Manner;
  /** Never throws: what goes wrong is a whisper to the person and a line in the log. */
  answer(incoming: Incoming): Promise<Reply>;
}

/**
 * Why a platform did not do as told:
 * - `busy`: surely not done; try again after `wait`.
 * - `gone`: the channel is archived, deleted or closed to us, or our credentials are: nothing will work there until a person mends it.
 * - `missing`: the message is no longer there.
 * - `refused`: this message is not acceptable and never will be: a fault of ours.
 * - `unsure`: nobody knows whether it was done (a lost answer, a 5xx, a closed connection).
 */
export type TroubleKind = 'busy' | 'gone' | 'missing' | 'refused' | 'unsure';

/** `message` is a sentence for the log and the office. */
export class Trouble extends Error {
  override name = 'Trouble';
  kind: TroubleKind;
  /** `busy`: milliseconds, whole, before another try. */
  wait: number;
  /** `busy`, `gone`: it holds for the whole platform (our credentials, its global limit), not for one channel. */
  everywhere: boolean;

  constructor(
    kind: TroubleKind,
    message: string,
    more: { wait?: number; everywhere?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.kind = kind;
    this.wait = Math.ceil(more.wait ?? 0);
    this.everywhere = more.everywhere ?? false;
  }
}
