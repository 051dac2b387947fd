/** What people do in channels, as events: reference/events/message.channels, app_mention, reaction_added. */

import { channelOf, seen } from './find.ts';
import { messageJson } from './present.ts';
import type { Json } from './schema.ts';
import type { Channel, Message, Workspace } from './workspace.ts';

const usual = ['message', 'app_mention', 'reaction_added', 'reaction_removed'];

/** Whether the app hears of this event: it subscribes to it and the bot is in the channel. */
export function hears(workspace: Workspace, event: string, channel: Channel): boolean {
  return (workspace.seed.events ?? usual).includes(event) && channel.members.has(workspace.app.botUser);
}

/** Posts what a person says. Gives the message and the events that come of it. */
export function say(
  workspace: Workspace,
  input: { user: string; channel: string; text: string; threadTs?: string },
): { message: Message; events: Json[] } {
  const channel = channelOf(workspace, input.user, input.channel);
  if (input.threadTs) seen(workspace, input.user, channel.id, input.threadTs);
  const section = { type: 'rich_text_section', elements: typed(input.text) };
  const message: Message = {
    ts: workspace.ts(),
    channel: channel.id,
    user: input.user,
    byBot: false,
    text: input.text,
    blocks: [{ type: 'rich_text', block_id: workspace.id('b'), elements: [section] }],
    ...(input.threadTs ? { threadTs: input.threadTs } : {}),
    reactions: [],
    received: {},
  };
  channel.messages.push(message);
  workspace.changed();
  const kind = channel.im ? 'im' : channel.private ? 'group' : 'channel';
  const event = { ...messageJson(workspace, message), channel: channel.id, event_ts: message.ts };
  const mentioned = input.text.includes(`<@${workspace.app.botUser}>`) && !channel.im;
  return {
    message,
    events: [
      ...(hears(workspace, 'message', channel) ? [{ ...event, channel_type: kind }] : []),
      ...(mentioned && hears(workspace, 'app_mention', channel) ? [{ ...event, type: 'app_mention' }] : []),
    ],
  };
}

/** What somebody typed, as rich text: those whom it mentions are elements of their own. */
function typed(text: string): Json[] {
  return text
    .split(/<@([UW]\w+)>/)
    .map((piece, index) => (index % 2 ? { type: 'user', user_id: piece } : { type: 'text', text: piece }))
    .filter((element) => element.text !== '');
}

/** Adds a person's reaction, or takes it away when it is there. Gives the event, if the app hears of it. */
export function react(
  workspace: Workspace,
  input: { user: string; channel: string; ts: string; name: string },
): Json | undefined {
  const channel = channelOf(workspace, input.user, input.channel);
  const { message, ephemeral } = seen(workspace, input.user, channel.id, input.ts);
  if (ephemeral) throw new Error('Nobody can react to an ephemeral message.');
  const reaction = message.reactions.find((one) => one.name === input.name);
  const there = reaction?.users.includes(input.user) ?? false;
  if (!reaction) message.reactions.push({ name: input.name, users: [input.user] });
  else if (there) reaction.users = reaction.users.filter((user) => user !== input.user);
  else reaction.users.push(input.user);
  message.reactions = message.reactions.filter((one) => one.users.length > 0);
  workspace.changed();
  const type = there ? 'reaction_removed' : 'reaction_added';
  if (!hears(workspace, type, channel)) return undefined;
  const item = { type: 'message', channel: channel.id, ts: message.ts };
  return {
    type,
    user: input.user,
    reaction: input.name,
    item,
    item_user: message.user,
    event_ts: workspace.ts(),
  };
}
