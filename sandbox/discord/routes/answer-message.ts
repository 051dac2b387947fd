import type { Loose } from '../check/fields.ts';
import { FLAG } from '../check/message.ts';
import type { Core } from '../core.ts';
import { sendMessageEvent } from '../gateway/send-event.ts';
import type { Body } from '../rest/body.ts';
import { refuse } from '../rest/refusal.ts';
import type { Interaction, StoredMessage, World } from '../world.ts';
import { writeMessage } from './write-message.ts';

/** Message types of answers: to a slash command, to a context menu, to anything that came from a message. */
const TO_COMMAND = 20;
const TO_MENU = 23;
const REPLY = 19;

/** Writes the message an interaction is answered with: in the channel, or for the one person if the flag says so. */
export function answerWith(
  core: Core,
  interaction: Interaction,
  body: Body,
  fields: Loose,
  prefix: string[],
): StoredMessage {
  const given = originOf(core.world, interaction);
  const isPrivate = (Number(fields.flags ?? 0) & FLAG.ephemeral) !== 0;
  const message = writeMessage(
    core,
    body,
    isPrivate ? { ...given, ephemeralFor: interaction.userId } : given,
    { fields, prefix },
  );
  return putMessage(core, message);
}

/** The empty message that says "thinking…" after a deferral. */
export function deferredMessage(core: Core, interaction: Interaction, fields: Loose): StoredMessage {
  const isPrivate = (Number(fields.flags ?? 0) & FLAG.ephemeral) !== 0;
  return putMessage(core, {
    ...originOf(core.world, interaction),
    id: core.newId(),
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: FLAG.loading | (isPrivate ? FLAG.ephemeral : 0),
    tts: false,
    createdAt: core.now(),
    editedAt: null,
    reactions: [],
    payload: structuredClone(fields),
    ...(isPrivate ? { ephemeralFor: interaction.userId } : {}),
  });
}

function originOf(
  world: World,
  interaction: Interaction,
): Pick<StoredMessage, 'channelId' | 'authorId' | 'type'> & Partial<StoredMessage> {
  const { id, type, userId, name, channelId, messageId, menu } = interaction;
  const source = messageId ? storedMessage(world, messageId) : undefined;
  const reference = source && !source.ephemeralFor ? { messageId: source.id, channelId } : undefined;
  return {
    channelId,
    authorId: world.application.id,
    type: type === 2 ? (menu ? TO_MENU : TO_COMMAND) : reference ? REPLY : 0,
    interaction: name ? { id, type, userId, name } : { id, type, userId },
    ...(reference && type !== 2 ? { reference } : {}),
  };
}

function putMessage(core: Core, message: StoredMessage): StoredMessage {
  const { world } = core;
  if (message.ephemeralFor) {
    const list = world.ephemeral.get(message.ephemeralFor) ?? [];
    list.push(message);
    world.ephemeral.set(message.ephemeralFor, list);
  } else {
    const channel = world.channels.get(message.channelId);
    if (!channel) throw refuse.unknownChannel();
    channel.messages.push(message);
    sendMessageEvent(core, 'MESSAGE_CREATE', message);
  }
  return message;
}

/** A message by its id, in any channel or private to anyone. */
export function storedMessage(world: World, id: string): StoredMessage | undefined {
  const lists = [
    ...[...world.channels.values()].map(({ messages }) => messages),
    ...world.ephemeral.values(),
  ];
  for (const list of lists) {
    const message = list.find((candidate) => candidate.id === id);
    if (message) return message;
  }
  return undefined;
}
