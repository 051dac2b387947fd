/** Which conversations the bot may touch, refused with Slack's codes. */

import { word } from './arguments.ts';
import { refuse } from './refuse.ts';
import type { Json } from './schema.ts';
import { type Channel, directChannel, type Message, type Workspace } from './workspace.ts';

/** The conversation that a call names, by id, by `#name`, or by a person's id (their direct conversation). */
export function conversation(workspace: Workspace, args: Json): Channel {
  const name = word(args, 'channel');
  if (!name) return refuse('channel_not_found');
  const user = workspace.users.get(name);
  if (user && !user.bot) return directChannel(workspace, name);
  const channel =
    workspace.channels.get(name) ??
    [...workspace.channels.values()].find((one) => !one.im && one.name === name.replace(/^#/, ''));
  // A private channel that the bot is not in does not exist for it.
  if (!channel || (channel.private && !channel.members.has(workspace.app.botUser)))
    return refuse('channel_not_found');
  return channel;
}

/** The conversation, where the bot is a member. */
export function joined(workspace: Workspace, args: Json): Channel {
  const channel = conversation(workspace, args);
  if (!channel.members.has(workspace.app.botUser)) return refuse('not_in_channel');
  return channel;
}

/** The conversation, where the bot may post. */
export function writable(workspace: Workspace, args: Json): Channel {
  const channel = conversation(workspace, args);
  if (channel.archived) return refuse('is_archived');
  if (!channel.members.has(workspace.app.botUser)) return refuse('not_in_channel');
  return channel;
}

/** The message that a call names by its time. */
export function message(channel: Channel, ts: string | undefined): Message {
  const found = channel.messages.find((one) => one.ts === ts && !one.tombstone);
  return found ?? refuse('message_not_found');
}
