import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  InteractionType,
  MessageType,
} from 'discord.js';
import type { ShortcutSpec } from '../../src/chat/feature.ts';
import type { Command, Incoming, PostRef, Reaction, Shortcut, ThreadReply } from '../../src/chat/incoming.ts';
import { type Channel, isThread, urlOf } from './channel.ts';
import { menuName, WORDS } from './commands.ts';
import { fieldsOf } from './form.ts';
import { personOf, platform } from './refs.ts';
import { readable } from './text.ts';

/** Acts that Discord wants answered, and those that it merely tells of. */
export type Interacted = Exclude<Incoming, Reaction | ThreadReply>;

/**
 * What an interaction (docs.discord.com, Receiving and Responding) means; null for what we do not serve.
 * @param shortcuts what the desk registered: an entry of a menu comes in by its label
 */
export function readInteraction(
  interaction: APIInteraction,
  shortcuts: readonly Pick<ShortcutSpec, 'name' | 'label'>[],
): Interacted | null {
  const { member } = interaction;
  const user = member?.user ?? interaction.user;
  if (!user || user.bot) return null;
  const act = { act: interaction.id, person: personOf(user, member), channel: channelOf(interaction) };
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return readCommand(interaction, act, shortcuts);
    case InteractionType.MessageComponent: {
      const { custom_id: id } = interaction.data;
      const post = postOf(interaction.message, interaction.guild_id);
      if (interaction.data.component_type === ComponentType.Button)
        return { ...act, kind: 'press', id, post };
      return { ...act, kind: 'selection', id, post, values: interaction.data.values };
    }
    case InteractionType.ModalSubmit:
      return {
        ...act,
        kind: 'submission',
        id: interaction.data.custom_id,
        fields: fieldsOf(interaction.data),
      };
    default:
      return null;
  }
}

type Act = Pick<Incoming, 'act' | 'person' | 'channel'>;

function readCommand(
  { data, guild_id }: APIApplicationCommandInteraction,
  act: Act,
  shortcuts: readonly Pick<ShortcutSpec, 'name' | 'label'>[],
): Command | Shortcut | null {
  if (data.type === ApplicationCommandType.ChatInput) {
    const words = data.options?.find(({ name }) => name === WORDS);
    const typed = words?.type === ApplicationCommandOptionType.String ? words.value : '';
    return { ...act, kind: 'command', name: data.name, words: typed };
  }
  if (data.type !== ApplicationCommandType.Message) return null;
  const spec = shortcuts.find((shortcut) => menuName(shortcut) === data.name);
  const message = data.resolved.messages[data.target_id];
  if (!spec || !message) return null;
  return {
    ...act,
    kind: 'shortcut',
    name: spec.name,
    post: postOf(message, guild_id),
    text: textOf(message),
    author: message.author ? personOf(message.author) : null,
  };
}

/** A thread's channel rather than the thread; null from a direct conversation. */
function channelOf({ channel, channel_id, guild_id }: APIInteraction): string | null {
  if (!guild_id) return null;
  if (channel && isThread(channel.type) && 'parent_id' in channel && channel.parent_id)
    return channel.parent_id;
  return channel?.id ?? channel_id ?? null;
}

function postOf(message: Pick<APIMessage, 'id' | 'channel_id'>, guild: string | undefined): PostRef {
  const { id, channel_id: channel } = message;
  return { platform, channel, id, url: urlOf(guild ?? null, channel, id) };
}

/** What a message says: its own words, or those of its texts if it is drawn with components. */
function textOf({ content, components = [] }: Pick<APIMessage, 'content' | 'components'>): string {
  return content || readable(textsIn(components).join('\n'));
}

function textsIn(components: readonly Pick<APIMessageTopLevelComponent, 'type'>[]): string[] {
  return components.flatMap((component) => {
    const { content, components: inner } = component as { content?: string; components?: typeof components };
    return component.type === ComponentType.TextDisplay ? [content ?? ''] : textsIn(inner ?? []);
  });
}

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
    person: member?.user ? personOf(member.user, member) : { platform, id: user_id, name: '' },
    channel: where.guild ? (where.parent ?? where.id) : null,
    emoji: emoji.name,
    post: postOf({ id: message_id, channel_id: where.id }, where.guild ?? undefined),
  };
}

/**
 * What a person said in a thread; null for bots, for what is no ordinary message, and for what says nothing that we may
 * read (without the message content intent, everything that does not name us).
 */
export function readAnswer(message: GatewayMessageCreateDispatchData, thread: Channel): ThreadReply | null {
  const { author, content, type } = message;
  if (author.bot || message.webhook_id || !content || !thread.parent) return null;
  if (type !== MessageType.Default && type !== MessageType.Reply) return null;
  return {
    kind: 'answer',
    act: message.id,
    person: personOf(author, message.member),
    channel: thread.parent,
    // A thread bears the id of the message that it hangs from.
    post: postOf({ id: thread.id, channel_id: thread.parent }, thread.guild ?? undefined),
    text: content,
  };
}
