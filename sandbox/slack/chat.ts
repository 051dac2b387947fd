/** chat.*: reference/methods/chat.postMessage and its neighbours. */

import { conversation, message as existing, writable } from './access.ts';
import { word } from './arguments.ts';
import { botMessage, readContent, rewrite } from './content.ts';
import { limits } from './limits.ts';
import { messageJson } from './present.ts';
import { refuse } from './refuse.ts';
import type { Json } from './schema.ts';
import type { Channel, Message, Workspace } from './workspace.ts';

/** Posts a message: `chat.postMessage`. */
export function postMessage(workspace: Workspace, args: Json): Json {
  const channel = writable(workspace, args);
  const content = readContent(workspace, args, limits.messageText);
  const threadTs = word(args, 'thread_ts');
  if (threadTs && !/^\d+\.\d{6}$/.test(threadTs)) {
    refuse('invalid_thread_ts', [`${threadTs} is not a valid thread_ts`]);
  }
  // People report that Slack takes a reply to a parent that never was, and shows it nowhere. Better found out here.
  if (threadTs && !channel.messages.some((one) => one.ts === threadTs)) refuse('thread_not_found');
  const message = botMessage(workspace, channel.id, content, args);
  channel.messages.push(message);
  workspace.changed();
  return { channel: channel.id, ts: message.ts, message: messageJson(workspace, message, true) };
}

/** Rewrites one of the bot's own messages: `chat.update`. */
export function update(workspace: Workspace, args: Json): Json {
  const channel = conversation(workspace, args);
  if (channel.archived) refuse('is_inactive');
  const message = existing(channel, word(args, 'ts'));
  if (!message.byBot) refuse('cant_update_message');
  const content = readContent(workspace, args, limits.updatedText);
  rewrite(message, content, args);
  message.edited = workspace.ts();
  workspace.changed();
  const shown = messageJson(workspace, message, true);
  return { channel: channel.id, ts: message.ts, text: message.text, message: shown };
}

/** Whispers to one person: `chat.postEphemeral`. It is in no history and can be changed by a response address only. */
export function postEphemeral(workspace: Workspace, args: Json): Json {
  const channel = writable(workspace, args);
  const user = word(args, 'user') ?? '';
  if (!channel.members.has(user)) refuse('user_not_in_channel');
  const content = readContent(workspace, args, limits.messageText);
  const message = botMessage(workspace, channel.id, content, args);
  whisper(workspace, user, message);
  return { message_ts: message.ts };
}

/** Shows a message to one person only. */
export function whisper(workspace: Workspace, user: string, message: Message): void {
  workspace.ephemerals.set(user, [...(workspace.ephemerals.get(user) ?? []), message]);
  workspace.changed();
}

/** Deletes one of the bot's own messages: `chat.delete`. */
export function remove(workspace: Workspace, args: Json): Json {
  const channel = conversation(workspace, args);
  const message = existing(channel, word(args, 'ts'));
  if (!message.byBot) refuse('cant_delete_message');
  erase(channel, message);
  workspace.changed();
  return { channel: channel.id, ts: message.ts };
}

/** Takes a message away; one with replies stays as a tombstone, as in Slack. */
export function erase(channel: Channel, message: Message): void {
  const replied = channel.messages.some((one) => one.threadTs === message.ts && one.ts !== message.ts);
  if (replied) message.tombstone = true;
  else channel.messages.splice(channel.messages.indexOf(message), 1);
}

/** The address of a message: `chat.getPermalink`. */
export function getPermalink(workspace: Workspace, args: Json): Json {
  const channel = conversation(workspace, args);
  const message = existing(channel, word(args, 'message_ts'));
  const at = `https://${workspace.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const reply = message.threadTs && message.threadTs !== message.ts;
  const permalink = reply ? `${at}?thread_ts=${message.threadTs}&cid=${channel.id}` : at;
  return { channel: channel.id, permalink };
}
