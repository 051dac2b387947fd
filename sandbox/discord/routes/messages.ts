import { isUnicodeEmoji } from '../check/controls.ts';
import type { Loose } from '../check/fields.ts';
import { formError } from '../check/form-errors.ts';
import { LIMITS } from '../check/limits.ts';
import type { Core } from '../core.ts';
import { sendChannelEvent, sendMessageDelete, sendMessageEvent } from '../gateway/send-event.ts';
import { objectOf } from '../rest/body.ts';
import { refuse } from '../rest/refusal.ts';
import { type Answer, done, ok, type Request, type Route } from '../rest/route.ts';
import { compareIds } from '../snowflake.ts';
import { messageOnWire } from '../wire/message.ts';
import { accessTo, type Channel, mayPost, type StoredMessage } from '../world.ts';
import { findChannel, findMessage } from './find.ts';
import { rewriteMessage, writeMessage } from './write-message.ts';

const LIST = '/channels/:channel/messages';
const ONE = '/channels/:channel/messages/:message';

/** Messages of channels, threads and direct messages (resources/message). */
export const messageRoutes: Route[] = [
  { method: 'GET', path: LIST, handle: list },
  { method: 'POST', path: LIST, handle: post },
  {
    method: 'GET',
    path: ONE,
    handle: ({ core, params }) => ok(messageOnWire(core.world, find(core, params))),
  },
  { method: 'PATCH', path: ONE, handle: patch },
  { method: 'DELETE', path: ONE, handle: remove },
  { method: 'PUT', path: `${ONE}/reactions/:emoji/@me`, handle: react },
  { method: 'POST', path: '/channels/:channel/typing', handle: typing },
];

function find(core: Core, params: Record<string, string>): StoredMessage {
  return findMessage(findChannel(core, params.channel ?? ''), params.message ?? '');
}

function post({ core, params, body }: Request): Answer {
  const channel = findChannel(core, params.channel ?? '');
  checkMayPost(core, channel, body);
  const fields = objectOf(body);
  const author = core.world.application.id;
  const reference = referenceOf(channel, fields);
  const message = writeMessage(core, body, {
    channelId: channel.id,
    authorId: author,
    type: reference ? 19 : 0,
    ...(reference ? { reference } : {}),
  });
  message.flags &= ~(1 << 6); // Nobody but an interaction's answer is private.
  const twin = fields.enforce_nonce === true ? postedWith(core, message.nonce) : undefined;
  if (twin) return ok(messageOnWire(core.world, twin, true));
  if (channel.archived) {
    channel.archived = false;
    sendChannelEvent(core, 'UPDATE', channel);
  }
  channel.messages.push(message);
  if (message.nonce !== undefined) core.world.nonces.set(String(message.nonce), message);
  sendMessageEvent(core, 'MESSAGE_CREATE', message);
  return ok(messageOnWire(core.world, message, true));
}

/** @throws ApiRefusal 50013 without permission, 160005 in a locked thread. An archived one opens by itself (topics/threads). */
function checkMayPost(core: Core, channel: Channel, { files }: Request['body']): void {
  if (channel.locked) throw refuse.threadLocked();
  if (!mayPost(core.world, channel)) throw refuse.missingPermissions();
  checkMayAttach(core, channel, files);
}

/** Taken to hold for an edit too: the documentation does not say. @throws ApiRefusal 50013 */
function checkMayAttach(core: Core, channel: Channel, files: Request['body']['files']): void {
  if (files.length > 0 && accessTo(core.world, channel) === 'words') throw refuse.missingPermissions();
}

/** The bot's message of the last minutes with this nonce, in whatever channel: the documentation says "by the same author". */
function postedWith(core: Core, nonce: string | number | undefined): StoredMessage | undefined {
  if (nonce === undefined) return undefined;
  const twin = core.world.nonces.get(String(nonce));
  const stands = twin && core.world.channels.get(twin.channelId)?.messages.includes(twin);
  const since = core.now().getTime() - LIMITS.nonceMemoryMs;
  return stands && twin.createdAt.getTime() >= since ? twin : undefined;
}

function referenceOf(channel: Channel, fields: Loose): { messageId: string; channelId: string } | undefined {
  const reference = fields.message_reference as Loose | null | undefined;
  if (!reference) return undefined;
  const messageId = String(reference.message_id);
  if (channel.messages.some(({ id }) => id === messageId)) return { messageId, channelId: channel.id };
  if (reference.fail_if_not_exists === false) return undefined;
  throw formError(['message_reference'], 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
}

function list({ core, params, query }: Request): Answer {
  const channel = findChannel(core, params.channel ?? '');
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw formError(
      ['limit'],
      limit > 100 ? 'NUMBER_TYPE_MAX' : 'NUMBER_TYPE_MIN',
      'int value should be between 1 and 100.',
    );
  const newestFirst = channel.messages.filter((message) => !message.ephemeralFor).reverse();
  const page = pageOf(newestFirst, limit, query);
  return ok(page.map((message) => messageOnWire(core.world, message)));
}

function pageOf(newestFirst: StoredMessage[], limit: number, query: URLSearchParams): StoredMessage[] {
  const around = query.get('around');
  const before = query.get('before');
  const after = query.get('after');
  if (around) {
    const newer = newestFirst.filter(({ id }) => compareIds(id, around) > 0).slice(-Math.floor(limit / 2));
    const rest = newestFirst.filter(({ id }) => compareIds(id, around) <= 0);
    return [...newer, ...rest].slice(0, limit);
  }
  if (before) return newestFirst.filter(({ id }) => compareIds(id, before) < 0).slice(0, limit);
  // After a message: the oldest that follow it, still newest first.
  if (after) return newestFirst.filter(({ id }) => compareIds(id, after) > 0).slice(-limit);
  return newestFirst.slice(0, limit);
}

function patch({ core, params, body }: Request): Answer {
  const channel = findChannel(core, params.channel ?? '');
  const message = findMessage(channel, params.message ?? '');
  if (message.authorId !== core.world.application.id) throw refuse.notYourMessage();
  checkMayAttach(core, channel, body.files);
  if (channel.archived) throw refuse.archivedThread();
  rewriteMessage(core, message, body);
  sendMessageEvent(core, 'MESSAGE_UPDATE', message);
  return ok(messageOnWire(core.world, message));
}

function remove({ core, params }: Request): Answer {
  const message = find(core, params);
  if (message.authorId !== core.world.application.id) throw refuse.missingPermissions();
  takeAway(core, message);
  return done;
}

/** Takes a message out of its channel, and tells the bot. */
export function takeAway(core: Core, message: StoredMessage): void {
  const channel = core.world.channels.get(message.channelId);
  if (!channel) return;
  channel.messages = channel.messages.filter((other) => other !== message);
  sendMessageDelete(core, message);
}

function react({ core, params }: Request): Answer {
  const channel = findChannel(core, params.channel ?? '');
  const message = findMessage(channel, params.message ?? '');
  if (channel.archived) throw refuse.archivedThread();
  const emoji = params.emoji ?? '';
  if (!isUnicodeEmoji(emoji)) throw refuse.unknownEmoji();
  addReaction(message, emoji, core.world.application.id);
  return done;
}

/** Adds a person's reaction to a message, once. */
export function addReaction(message: StoredMessage, emoji: string, userId: string): void {
  let reaction = message.reactions.find((candidate) => candidate.emoji === emoji);
  if (!reaction) {
    reaction = { emoji, users: [] };
    message.reactions.push(reaction);
  }
  if (!reaction.users.includes(userId)) reaction.users.push(userId);
}

/** Takes a person's reaction back; an emoji that nobody has left goes. */
export function removeReaction(message: StoredMessage, emoji: string, userId: string): void {
  for (const reaction of message.reactions)
    if (reaction.emoji === emoji) reaction.users = reaction.users.filter((user) => user !== userId);
  message.reactions = message.reactions.filter(({ users }) => users.length > 0);
}

function typing({ core, params }: Request): Answer {
  findChannel(core, params.channel ?? '');
  return done;
}
