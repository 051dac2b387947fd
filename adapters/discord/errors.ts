import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { Trouble, type TroubleKind } from '../../src/chat/port.ts';

/** The codes of Discord's errors that this adapter acts on (docs.discord.com, Opcodes and Status Codes, JSON error codes). */
export const CODE = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  alreadyAnswered: 40060,
  missingAccess: 50001,
  missingPermission: 50013,
  threadArchived: 50083,
  threadExists: 160004,
} as const;

/** What each code means for us, with the sentence that says how to mend it. */
const meanings: Readonly<Record<number, readonly [TroubleKind, string]>> = {
  10003: ['gone', 'The channel no longer exists. Give the group another channel.'],
  10004: ['gone', 'Lookout is no longer on that server. Invite it again: lookout discord invite.'],
  10008: ['missing', 'The message no longer exists.'],
  10013: ['gone', 'Discord no longer knows this person.'],
  10015: ['missing', 'Discord allows 15 minutes to answer, and they are over.'],
  10062: ['missing', 'Discord allows 3 seconds to answer, and they are over.'],
  50027: ['missing', 'Discord allows 15 minutes to answer, and they are over.'],
  40005: ['refused', 'This is larger than Discord accepts. A picture may be up to 10 MiB.'],
  50001: [
    'gone',
    'Lookout cannot see the channel. Give it View Channel there, or invite it again: lookout discord invite.',
  ],
  50005: ['refused', 'The message is not from Lookout.'],
  50007: ['gone', 'This person does not accept direct messages from Lookout.'],
  50013: [
    'gone',
    'Lookout lacks a permission in the channel. Give it View Channel, Send Messages, Attach Files, Send Messages in Threads, Create Public Threads and Read Message History there.',
  ],
  50024: ['gone', 'This kind of channel takes no messages. Give the group a text channel.'],
  50083: ['gone', 'The thread is archived, and Lookout may not reopen it. A moderator can.'],
  50278: ['gone', 'The person shares no server with Lookout, so it cannot write to them.'],
  160005: ['gone', 'The thread is locked. A moderator can unlock it.'],
};

export const badToken =
  'Discord does not accept the token. Make a new one in the Developer Portal (your application, Bot, Reset Token) and set DISCORD_BOT_TOKEN.';

/**
 * What went wrong in a call of Discord's API, in the port's terms.
 * @param error as thrown by the REST of discord.js; a `Trouble` is handed through
 */
export function toTrouble(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (error instanceof RateLimitError) {
    // A 429 of the network in front of Discord names no time.
    const wait = Math.max(error.retryAfter, error.timeToReset, 0) || 1000;
    const whole = Math.ceil(wait);
    return new Trouble('busy', `Discord asks Lookout to wait ${whole} ms.`, {
      wait: whole,
      everywhere: error.global,
    });
  }
  // The error itself is not kept as a cause: its address can hold the token of an interaction.
  if (error instanceof DiscordAPIError)
    return new Trouble(...meaningOf(error), { everywhere: error.status === 401 });
  if (error instanceof HTTPError)
    return new Trouble('unsure', `Discord answered ${error.status}: a fault on its side.`);
  if ((error instanceof RangeError || error instanceof TypeError) && !('code' in error))
    return new Trouble('refused', `A fault of Lookout: ${error.message}`, { cause: error });
  return new Trouble('unsure', 'Discord gave no answer: the connection was closed or took too long.', {
    cause: error,
  });
}

function meaningOf({ status, code, message }: DiscordAPIError): [TroubleKind, string] {
  const [kind, sentence] = meanings[Number(code)] ?? byStatus(status);
  return [kind, `${sentence} (Discord: ${status} ${code} ${message.replaceAll('\n', '; ')})`];
}

function byStatus(status: number): readonly [TroubleKind, string] {
  if (status === 401) return ['gone', badToken];
  if (status === 403)
    return ['gone', 'Discord does not let Lookout do this. Check its roles and the channel’s permissions.'];
  if (status === 404) return ['gone', 'Discord knows no such place. Check the channel’s id.'];
  if (status === 408) return ['unsure', 'Discord stopped waiting for an answer.'];
  return ['refused', 'Discord did not accept what was sent.'];
}

/** The same for a line in the log. */
export function problemOf(error: unknown): { kind: TroubleKind; problem: string; cause?: string } {
  const { kind, message: problem, cause } = toTrouble(error);
  return { kind, problem, ...(cause ? { cause: String(cause) } : {}) };
}

/** Is this Discord's error of that code? */
export function isCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && Number(error.code) === code;
}
