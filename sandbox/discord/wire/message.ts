import { FLAG } from '../check/message.ts';
import { type Component, flatten, TYPE } from '../component.ts';
import { mentions } from '../text/mentions.ts';
import { type StoredMessage, threadOf, type World } from '../world.ts';
import { channelOnWire, memberOnWire, userOnWire } from './guild.ts';
import { attachmentOnWire, componentsOnWire, looseAttachments } from './media.ts';

/** All text of a message in which a mention could stand: its content and its text displays. */
export function textsOf(message: { content: string; components: readonly Component[] }): string {
  const texts = flatten(message.components).filter((component) => component.type === TYPE.text);
  return [message.content, ...texts.map((text) => text.content ?? '')].join('\n');
}

/** A message as REST answers and gateway events carry it (resources/message#message-object). */
export function messageOnWire(world: World, message: StoredMessage, withNonce = false): object {
  const author = world.people.get(message.authorId);
  const found = mentions(textsOf(message), message.allowedMentions);
  const thread = threadOf(world, message);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: author
      ? userOnWire(author)
      : { id: message.authorId, username: 'deleted-user', discriminator: '0', avatar: null },
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: componentsOnWire(message),
    attachments: looseAttachments(message).map((attachment) => attachmentOnWire(message, attachment)),
    flags: message.flags | (thread ? FLAG.hasThread : 0),
    timestamp: message.createdAt.toISOString(),
    edited_timestamp: message.editedAt?.toISOString() ?? null,
    tts: message.tts,
    pinned: false,
    mention_everyone: found.everyone || found.here,
    mentions: found.users.flatMap((id) => {
      const person = world.people.get(id);
      return person ? [userOnWire(person)] : [];
    }),
    mention_roles: found.roles,
    ...(message.reactions.length > 0 ? { reactions: reactionsOnWire(world, message) } : {}),
    // The nonce comes back on creation and in its event only; a message fetched later does not carry it.
    ...(withNonce && message.nonce !== undefined ? { nonce: message.nonce } : {}),
    ...(thread ? { thread: channelOnWire(world, thread) } : {}),
    ...referenceOnWire(world, message),
    ...interactionOnWire(world, message),
  };
}

/** The same with what gateway events add: the guild, and the author's membership. */
export function messageEvent(world: World, message: StoredMessage, withNonce = false): object {
  const author = world.people.get(message.authorId);
  const inGuild = world.channels.get(message.channelId)?.kind !== 'dm';
  return {
    ...messageOnWire(world, message, withNonce),
    ...(inGuild ? { guild_id: world.guild.id } : {}),
    ...(inGuild && author && !message.interaction
      ? { member: memberOnWire(author, world.guild.createdAt) }
      : {}),
  };
}

function reactionsOnWire(world: World, message: StoredMessage): object[] {
  return message.reactions.map(({ emoji, users }) => ({
    emoji: { id: null, name: emoji },
    count: users.length,
    count_details: { burst: 0, normal: users.length },
    burst_colors: [],
    me: users.includes(world.application.id),
    me_burst: false,
  }));
}

function referenceOnWire(world: World, message: StoredMessage): object {
  if (!message.reference) return {};
  const { messageId, channelId } = message.reference;
  const target = world.channels.get(channelId)?.messages.find(({ id }) => id === messageId);
  return {
    message_reference: { type: 0, message_id: messageId, channel_id: channelId, guild_id: world.guild.id },
    // One level only, as Discord does it.
    referenced_message: target ? messageOnWire(world, withoutReference(target)) : null,
  };
}

function withoutReference(message: StoredMessage): StoredMessage {
  const { reference: _, ...rest } = message;
  return rest;
}

function interactionOnWire(world: World, message: StoredMessage): object {
  if (!message.interaction) return {};
  const { id, type, userId, name } = message.interaction;
  const user = world.people.get(userId);
  return {
    application_id: world.application.id,
    webhook_id: world.application.id,
    interaction_metadata: {
      id,
      type,
      user: user ? userOnWire(user) : { id: userId },
      authorizing_integration_owners: { 0: world.guild.id },
      ...(name ? { name } : {}),
    },
  };
}
