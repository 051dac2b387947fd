import {
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  MessageType,
} from 'discord.js';
import type { Reaction, ThreadReply } from '../../src/chat/incoming.ts';
import type { Channel } from './channel.ts';
import { personRef, postRef } from './refs.ts';

/**
 * An emoji that somebody put on a message of ours; null for bots' and for those on others' messages.
 * @param us the bot's user id
 */
export function readReaction(
  reaction: GatewayMessageReactionAddDispatchData,
  where: Channel,
  us: string,
): Reaction | null {
  const { message_id, user_id, member, emoji, message_author_id: author } = reaction;
  if (author !== us || user_id === us || member?.user?.bot || !emoji.name) return null;
  return {
    kind: 'reaction',
    act: `${message_id}:${user_id}:${emoji.name}`,
    person: member?.user ? personRef(member.user, member) : personRef({ id: user_id, username: '' }),
    channel: where.guild ? (where.parent ?? where.id) : null,
    emoji: emoji.name,
    post: postRef({ id: message_id, channel_id: where.id }, where.guild),
  };
}

/**
 * What a person said in a thread; null for bots, for what is no ordinary message, and for what says nothing that we may
 * read (without the message content intent, everything that does not name us).
 */
export function readThreadReply(
  message: GatewayMessageCreateDispatchData,
  thread: Channel,
): ThreadReply | null {
  const { author, content, type } = message;
  if (author.bot || message.webhook_id || !content || !thread.parent) return null;
  if (type !== MessageType.Default && type !== MessageType.Reply) return null;
  return {
    kind: 'answer',
    act: message.id,
    person: personRef(author, message.member),
    channel: thread.parent,
    // A thread bears the id of the message that it hangs from.
    post: postRef({ id: thread.id, channel_id: thread.parent }, thread.guild),
    text: content,
  };
}
