import { LIMITS } from '../check/limits.ts';
import type { Core } from '../core.ts';
import { guildOf, sendChannelEvent, sendMessageEvent } from '../gateway/send-event.ts';
import { addReaction } from '../routes/messages.ts';
import { memberOnWire, userOnWire } from '../wire/guild.ts';
import type { StoredMessage } from '../world.ts';
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

/** Adds a reaction as a person. @throws Error if they do not see the message. */
export function react(core: Core, { user, channel, message: id, emoji }: ReactArgs): void {
  const person = personOf(core, user);
  const message = visibleMessage(core, user, channel, id);
  addReaction(message, emoji, user);
  const direct = core.world.channels.get(channel)?.kind === 'dm';
  core.dispatch({
    event: 'MESSAGE_REACTION_ADD',
    channelId: channel,
    data: {
      user_id: user,
      channel_id: channel,
      message_id: id,
      message_author_id: message.authorId,
      emoji: { id: null, name: emoji },
      burst: false,
      type: 0,
      ...guildOf(core, channel),
      ...(direct
        ? {}
        : { member: { ...memberOnWire(person, core.world.guild.createdAt), user: userOnWire(person) } }),
    },
  });
  core.changed();
}
