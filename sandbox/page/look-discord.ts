import { FLAG } from '../discord/check/message.ts';
import type { DiscordSandbox } from '../discord/start.ts';
import { type Channel as Conversation, mayPost, type StoredMessage, type World } from '../discord/world.ts';
import type { Channel, CommandView, DiscordForm, DiscordMessage, DiscordSide } from './view.ts';

/** Types of commands, and the message that every thread begins with (interactions/application-commands, resources/message). */
const SLASH = 1;
const MENU = 3;
const THREAD_STARTER = 21;

/** The Discord side as it stands. */
export function lookAtDiscord({ state }: DiscordSandbox): DiscordSide {
  const channels = [...state.channels.values()].filter(({ kind }) => kind !== 'thread');
  return {
    guild: state.guild.name,
    names: Object.fromEntries([...state.people.values()].map(({ id, name, nick }) => [id, nick ?? name])),
    bot: state.application.id,
    channels: channels.map((channel) => channelOf(state, channel)),
    commands: commandsOf(state),
    shortcuts: state.commands.filter(({ type }) => type === MENU).map(({ name }) => name),
    whispers: Object.fromEntries(
      [...state.ephemeral].map(([user, said]) => [user, said.map((one) => messageOf(state, one))]),
    ),
    forms: Object.fromEntries([...state.modals.keys()].flatMap((user) => formOf(state, user))),
  };
}

/** What the bot registered, with the description of its option for words as a hint. */
export function commandsOf({ commands }: World): CommandView[] {
  const byName = new Map<string, CommandView>();
  for (const { type, name, description, payload } of commands) {
    if (type !== SLASH) continue;
    const { options = [] } = payload as { options?: { description?: string }[] };
    byName.set(name, { name, description, hint: options[0]?.description ?? '' });
  }
  return [...byName.values()];
}

function channelOf(state: World, channel: Conversation): Channel<DiscordMessage> {
  const threads = [...state.channels.values()].filter(({ parentId }) => parentId === channel.id);
  return {
    id: channel.id,
    name: channel.kind === 'dm' ? state.application.name : channel.name,
    messages: messagesOf(state, channel),
    threads: Object.fromEntries(threads.map((thread) => [thread.id, messagesOf(state, thread)])),
    closed: !mayPost(state, channel),
    ...(channel.recipientId ? { direct: channel.recipientId } : {}),
  };
}

function messagesOf(state: World, { messages }: Conversation): DiscordMessage[] {
  return messages.filter(({ type }) => type !== THREAD_STARTER).map((message) => messageOf(state, message));
}

function messageOf(state: World, message: StoredMessage): DiscordMessage {
  const { id, channelId, authorId, content, embeds, components, interaction } = message;
  const parent = state.channels.get(channelId)?.parentId;
  return {
    id,
    channel: parent ?? channelId,
    user: authorId,
    byBot: authorId === state.application.id,
    content,
    embeds,
    components,
    attachments: message.attachments.map((file) => ({
      filename: file.filename,
      url: `/files/discord/${file.id}`,
      description: file.description ?? null,
      contentType: file.contentType,
    })),
    edited: message.editedAt !== null,
    ...(parent ? { thread: channelId } : {}),
    ...((message.flags & FLAG.loading) !== 0 ? { thinking: true } : {}),
    ...(interaction?.name ? { answers: { user: interaction.userId, command: interaction.name } } : {}),
    at: message.createdAt.toISOString(),
    reactions: message.reactions.map(({ emoji, users }) => ({ emoji, by: users })),
    raw: message.payload,
  };
}

/** The form that came last, if it is still open: a client shows one at a time. */
function formOf({ modals }: World, user: string): [string, DiscordForm][] {
  const last = modals.get(user)?.at(-1);
  if (!last || last.submitted) return [];
  const { handle, customId, title, components } = last;
  return [[user, { handle, customId, title, components }]];
}
