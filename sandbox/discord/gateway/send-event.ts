import type { Core } from '../core.ts';
import { mentions } from '../text/mentions.ts';
import { channelOnWire } from '../wire/guild.ts';
import { messageEvent, textsOf } from '../wire/message.ts';
import type { Channel, StoredMessage } from '../world.ts';

/** Tells the bot of a new or changed message; messages only one person sees are not told. */
export function sendMessageEvent(
  core: Core,
  event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  message: StoredMessage,
): void {
  if (message.ephemeralFor) return;
  const { world } = core;
  const bot = world.application.id;
  const direct = world.channels.get(message.channelId)?.kind === 'dm';
  const named = mentions(textsOf(message), message.allowedMentions).users.includes(bot);
  core.dispatch({
    event,
    data: messageEvent(world, message, event === 'MESSAGE_CREATE'),
    channelId: message.channelId,
    readable: message.authorId === bot || direct || named,
  });
}

export function sendMessageDelete(core: Core, message: StoredMessage): void {
  core.dispatch({
    event: 'MESSAGE_DELETE',
    data: { id: message.id, channel_id: message.channelId, ...guildOf(core, message.channelId) },
    channelId: message.channelId,
  });
}

/** CHANNEL_* for a channel, THREAD_* for a thread. */
export function sendChannelEvent(core: Core, what: 'CREATE' | 'UPDATE' | 'DELETE', channel: Channel): void {
  const prefix = channel.kind === 'thread' ? 'THREAD' : 'CHANNEL';
  core.dispatch({
    event: `${prefix}_${what}`,
    data: {
      ...channelOnWire(core.world, channel),
      ...(what === 'CREATE' && channel.kind === 'thread' ? { newly_created: true } : {}),
    },
    channelId: channel.id,
  });
}

/** `guild_id`, where the channel is the server's. */
export function guildOf(core: Core, channelId: string): { guild_id?: string } {
  return core.world.channels.get(channelId)?.kind === 'dm' ? {} : { guild_id: core.world.guild.id };
}
