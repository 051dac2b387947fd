/** conversations.* and reactions.get: reading channels, threads and members. */

import { conversation, message as existing, joined } from './access.ts';
import { flag, page, word } from './arguments.ts';
import { channelJson, messageJson, reactionsJson } from './present.ts';
import { refuse } from './refuse.ts';
import type { Json } from './schema.ts';
import { directChannel, type Message, type Workspace } from './workspace.ts';

/** Times compare as numbers in two parts: a double is too coarse for seconds with six decimals added later. */
function compare(a: string, b: string): number {
  const [aSeconds = '0', aMicros = ''] = a.split('.');
  const [bSeconds = '0', bMicros = ''] = b.split('.');
  return (
    Number(aSeconds) - Number(bSeconds) || Number(aMicros.padEnd(6, '0')) - Number(bMicros.padEnd(6, '0'))
  );
}

function bound(args: Json, name: string): string | undefined {
  const value = word(args, name);
  if (value !== undefined && !/^\d+(\.\d{1,6})?$/.test(value)) refuse(`invalid_ts_${name}`);
  return value === '0' ? undefined : value;
}

/** Keeps what lies between `oldest` and `latest`; the ends belong to it only with `inclusive`. */
function between(args: Json): (message: Message) => boolean {
  const oldest = bound(args, 'oldest');
  const latest = bound(args, 'latest');
  const reach = flag(args, 'inclusive') ? 0 : 1;
  return ({ ts }) =>
    (oldest === undefined || compare(ts, oldest) >= reach) &&
    (latest === undefined || compare(latest, ts) >= reach);
}

/** Newest first; replies only where they were also sent to the channel. */
export function history(workspace: Workspace, args: Json): Json {
  const channel = joined(workspace, args);
  const roots = channel.messages
    .filter((message) => !message.threadTs || message.threadTs === message.ts || message.broadcast)
    .filter(between(args))
    .reverse();
  const { items, more, response_metadata } = page(roots, args, 100, 999);
  const withMetadata = flag(args, 'include_all_metadata');
  const messages = items.map((message) => messageJson(workspace, message, withMetadata));
  return { messages, has_more: more, pin_count: 0, ...(more ? { response_metadata } : {}) };
}

/** A thread: its first message, then the replies, oldest first. */
export function replies(workspace: Workspace, args: Json): Json {
  const channel = joined(workspace, args);
  const named = channel.messages.find((message) => message.ts === word(args, 'ts'));
  const root = channel.messages.find((message) => message.ts === (named?.threadTs ?? named?.ts));
  if (!root) return refuse('thread_not_found');
  const inside = channel.messages.filter((message) => message.threadTs === root.ts && message.ts !== root.ts);
  const { items, more, response_metadata } = page(inside.filter(between(args)), args, 1000, 1000);
  const withMetadata = flag(args, 'include_all_metadata');
  const messages = [root, ...items].map((message) => messageJson(workspace, message, withMetadata));
  return { messages, has_more: more, ...(more ? { response_metadata } : {}) };
}

export function info(workspace: Workspace, args: Json): Json {
  const channel = conversation(workspace, args);
  return { channel: channelJson(workspace, channel, flag(args, 'include_num_members')) };
}

export function list(workspace: Workspace, args: Json): Json {
  const kinds = (word(args, 'types') ?? 'public_channel').split(',').map((kind) => kind.trim());
  const known = ['public_channel', 'private_channel', 'mpim', 'im'];
  if (!kinds.every((kind) => known.includes(kind))) refuse('invalid_types');
  const seen = [...workspace.channels.values()].filter((channel) => {
    if (flag(args, 'exclude_archived') && channel.archived) return false;
    if (channel.private && !channel.members.has(workspace.app.botUser)) return false;
    if (channel.im) return kinds.includes('im');
    return kinds.includes(channel.private ? 'private_channel' : 'public_channel');
  });
  const { items, response_metadata } = page(seen, args, 100, 999);
  return { channels: items.map((channel) => channelJson(workspace, channel, true)), response_metadata };
}

export function members(workspace: Workspace, args: Json): Json {
  const channel = conversation(workspace, args);
  const { items, response_metadata } = page([...channel.members], args, 100, 999);
  return { members: items, response_metadata };
}

/** Opens the direct conversation with one person. */
export function open(workspace: Workspace, args: Json): Json {
  const users = word(args, 'users')?.split(',') ?? [];
  const user = users[0];
  if (word(args, 'channel')) return { channel: channelJson(workspace, conversation(workspace, args)) };
  if (!user) return refuse('users_list_not_supplied');
  // Group conversations are not played here.
  if (users.length > 1) return refuse('too_many_users');
  const known = workspace.users.get(user);
  if (!known) return refuse('user_not_found');
  if (known.bot) return refuse('cannot_dm_bot');
  const already = [...workspace.channels.values()].some((channel) => channel.im === user);
  const channel = directChannel(workspace, user);
  const shown = flag(args, 'return_im') ? channelJson(workspace, channel) : { id: channel.id };
  return { ...(already ? { no_op: true, already_open: true } : {}), channel: shown };
}

/** Joins a public channel. */
export function join(workspace: Workspace, args: Json): Json {
  const channel = conversation(workspace, args);
  if (channel.im || channel.private) refuse('method_not_supported_for_channel_type');
  if (channel.archived) refuse('is_archived');
  const already = channel.members.has(workspace.app.botUser);
  channel.members.add(workspace.app.botUser);
  workspace.changed();
  const warned = { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
  return { channel: channelJson(workspace, channel), ...(already ? warned : {}) };
}

/** `reactions.get` for a message. */
export function reactions(workspace: Workspace, args: Json): Json {
  if (!word(args, 'channel') || !word(args, 'timestamp')) return refuse('no_item_specified');
  const channel = joined(workspace, args);
  const message = existing(channel, word(args, 'timestamp'));
  const shown = { ...messageJson(workspace, message), reactions: reactionsJson(message) };
  return { type: 'message', channel: channel.id, message: shown };
}
