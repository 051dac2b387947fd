import { LIMITS } from '../check/limits.ts';
import type { Core } from '../core.ts';
import { guildOf, sendChannelEvent, sendMessageEvent } from '../gateway/send-event.ts';
import { hang } from '../routes/channels.ts';
import { addReaction, removeReaction } from '../routes/messages.ts';
import { memberOnWire, userOnWire } from '../wire/guild.ts';
import { type Channel, type StoredMessage, threadOf } from '../world.ts';
import { visibleMessage } from './components.ts';
import { channelOf, personOf } from './interaction.ts';

export interface SayArgs {
  user: string;
  /** A channel, a thread or a direct message. */
  channel: string;
  text: string;
}

export interface ReactArgs {
  user: string;
  channel: string;
  message: string;
  emoji: string;
}

/** Writes a message as a person. @throws Error if they could not: empty, too long, thread locked. */
export function say(core: Core, { user, channel: channelId, text }: SayArgs): StoredMessage {
  const person = personOf(core, user);
  const channel = channelOf(core, channelId);
  const content = text.trim();
  if (!content || content.length > LIMITS.content)
    throw new Error(`A message has 1 to ${LIMITS.content} characters.`);
  if (channel.locked) throw new Error(`The thread ${channel.name} is locked; nobody can write there.`);
  if (channel.archived) {
    channel.archived = false;
    sendChannelEvent(core, 'UPDATE', channel);
  }
  const message: StoredMessage = {
    id: core.newId(),
    channelId,
    authorId: person.id,
    type: 0,
    content,
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    tts: false,
    createdAt: core.now(),
    editedAt: null,
    reactions: [],
    payload: { content: text },
  };
  channel.messages.push(message);
  sendMessageEvent(core, 'MESSAGE_CREATE', message);
  core.changed();
  return message;
}

/** Opens the thread of a message as a person, named after its first words. @throws Error if it has one, or cannot have one. */
export function thread(
  core: Core,
  { user, channel: id, message: messageId }: Omit<ReactArgs, 'emoji'>,
): Channel {
  const person = personOf(core, user);
  const channel = channelOf(core, id);
  const message = visibleMessage(core, user, id, messageId);
  if (channel.kind !== 'text' || message.ephemeralFor)
    throw new Error('No thread can hang from this message.');
  if (threadOf(core.world, message)) throw new Error('This message has a thread already.');
  const name = message.content.slice(0, LIMITS.threadName) || 'Thread';
  const opened = hang(core, channel, message, person.id, { name });
  core.changed();
  return opened;
}

/** Adds a reaction as a person, or takes it back. @throws Error if they do not see the message. */
export function react(core: Core, { user, channel, message: id, emoji }: ReactArgs): void {
  const person = personOf(core, user);
  const message = visibleMessage(core, user, channel, id);
  if (message.ephemeralFor) throw new Error('Nobody can react to a message that only one person sees.');
  const there = message.reactions.some((one) => one.emoji === emoji && one.users.includes(user));
  if (there) removeReaction(message, emoji, user);
  else addReaction(message, emoji, user);
  const direct = core.world.channels.get(channel)?.kind === 'dm';
  core.dispatch({
    event: there ? 'MESSAGE_REACTION_REMOVE' : 'MESSAGE_REACTION_ADD',
    channelId: channel,
    data: {
      user_id: user,
      channel_id: channel,
      message_id: id,
      emoji: { id: null, name: emoji },
      burst: false,
      type: 0,
      ...guildOf(core, channel),
      ...(there ? {} : { message_author_id: message.authorId }),
      ...(direct || there
        ? {}
        : { member: { ...memberOnWire(person, core.world.guild.createdAt), user: userOnWire(person) } }),
    },
  });
  core.changed();
}
