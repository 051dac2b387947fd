import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord.js';
import type { ShortcutSpec } from '../../src/chat/feature.ts';
import type { Command, Incoming, Reaction, Shortcut, ThreadReply } from '../../src/chat/incoming.ts';
import { isThread } from './channel.ts';
import { menuName, WORDS } from './commands.ts';
import { readFields } from './form.ts';
import { personRef, postRef } from './refs.ts';
import { readable } from './text.ts';

/** What Discord wants an answer to; the rest it merely tells of (events.ts). */
export type Interacted = Exclude<Incoming, Reaction | ThreadReply>;

/**
 * What Discord sent, as it comes in to the desk: an interaction (docs.discord.com, Receiving and Responding). Pure. Null for
 * what we do not serve.
 * @param shortcuts what the desk registered: an entry of a menu comes in by its label
 */
export function readIncoming(
  interaction: APIInteraction,
  shortcuts: readonly Pick<ShortcutSpec, 'name' | 'label'>[],
): Interacted | null {
  const { member } = interaction;
  const user = member?.user ?? interaction.user;
  if (!user || user.bot) return null;
  const action = { act: interaction.id, person: personRef(user, member), channel: channelOf(interaction) };
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return readCommand(interaction, action, shortcuts);
    case InteractionType.MessageComponent: {
      const { custom_id: id } = interaction.data;
      const post = postRef(interaction.message, interaction.guild_id);
      if (interaction.data.component_type === ComponentType.Button)
        return { ...action, kind: 'press', id, post };
      return { ...action, kind: 'selection', id, post, values: interaction.data.values };
    }
    case InteractionType.ModalSubmit:
      return {
        ...action,
        kind: 'submission',
        id: interaction.data.custom_id,
        fields: readFields(interaction.data),
      };
    default:
      return null;
  }
}

type Action = Pick<Incoming, 'act' | 'person' | 'channel'>;

function readCommand(
  { data, guild_id }: APIApplicationCommandInteraction,
  action: Action,
  shortcuts: readonly Pick<ShortcutSpec, 'name' | 'label'>[],
): Command | Shortcut | null {
  if (data.type === ApplicationCommandType.ChatInput) {
    const words = data.options?.find(({ name }) => name === WORDS);
    const typed = words?.type === ApplicationCommandOptionType.String ? words.value : '';
    return { ...action, kind: 'command', name: data.name, words: typed };
  }
  if (data.type !== ApplicationCommandType.Message) return null;
  const spec = shortcuts.find((shortcut) => menuName(shortcut) === data.name);
  const message = data.resolved.messages[data.target_id];
  if (!spec || !message) return null;
  return {
    ...action,
    kind: 'shortcut',
    name: spec.name,
    post: postRef(message, guild_id),
    text: textOf(message),
    author: message.author ? personRef(message.author) : null,
  };
}

/** A thread's channel rather than the thread; null from a direct conversation. */
function channelOf({ channel, channel_id, guild_id }: APIInteraction): string | null {
  if (!guild_id) return null;
  if (channel && isThread(channel.type) && 'parent_id' in channel && channel.parent_id)
    return channel.parent_id;
  return channel?.id ?? channel_id ?? null;
}

/** What a message says: its own words, or those of its texts if it is made of components. */
function textOf({ content, components = [] }: Pick<APIMessage, 'content' | 'components'>): string {
  return content || readable(textsIn(components).join('\n'));
}

function textsIn(components: readonly Pick<APIMessageTopLevelComponent, 'type'>[]): string[] {
  return components.flatMap((component) => {
    const { content, components: inner } = component as { content?: string; components?: typeof components };
    return component.type === ComponentType.TextDisplay ? [content ?? ''] : textsIn(inner ?? []);
  });
}
