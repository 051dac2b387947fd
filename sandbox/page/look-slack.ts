import type { SlackSandbox } from '../slack/start.ts';
import type { Channel as Conversation, Message, Workspace } from '../slack/workspace.ts';
import type { Channel, CommandView, SlackForm, SlackMessage, SlackSide } from './view.ts';

/**
 * The Slack side as it stands.
 * @param commands Slack keeps an app's commands in its settings, where this server has none: they are told from outside
 */
export function lookAtSlack({ state }: SlackSandbox, commands: CommandView[]): SlackSide {
  return {
    team: state.team.name,
    names: Object.fromEntries([...state.users.values()].map(({ id, name }) => [id, name])),
    bot: state.app.botUser,
    channels: [...state.channels.values()].map((channel) => channelOf(state, channel)),
    commands,
    whispers: Object.fromEntries([...state.ephemerals].map(([user, said]) => [user, said.map(messageOf)])),
    forms: Object.fromEntries([...state.views.keys()].flatMap((user) => formOf(state, user))),
  };
}

function channelOf(state: Workspace, channel: Conversation): Channel<SlackMessage> {
  const messages: SlackMessage[] = [];
  const threads: Record<string, SlackMessage[]> = {};
  for (const standing of channel.messages) {
    const message = messageOf(standing);
    const { thread } = message;
    if (thread) threads[thread] = [...(threads[thread] ?? []), message];
    // A reply that was also sent to the channel stands in both.
    if (!thread || standing.broadcast) messages.push(message);
  }
  return {
    id: channel.id,
    name: channel.im ? state.app.botName : channel.name,
    messages,
    threads,
    closed: channel.archived || !channel.members.has(state.app.botUser),
    ...(channel.im ? { direct: channel.im } : {}),
  };
}

function messageOf(message: Message): SlackMessage {
  const { ts, channel, user, byBot, threadTs, files, received } = message;
  const gone = message.tombstone === true;
  return {
    ts,
    channel,
    user,
    byBot,
    text: gone ? 'This message was deleted.' : message.text,
    blocks: gone ? [] : (message.blocks ?? []),
    edited: message.edited !== undefined,
    reactions: message.reactions.map(({ name, users }) => ({ emoji: name, by: users })),
    ...(threadTs && threadTs !== ts ? { thread: threadTs } : {}),
    ...(files
      ? { files: files.map(({ id, title }) => ({ title: String(title), url: `/files/slack/${id}` })) }
      : {}),
    raw: received,
  };
}

/** The topmost form of a person. */
function formOf(state: Workspace, user: string): [string, SlackForm][] {
  const top = state.views.get(user)?.at(-1);
  if (!top) return [];
  // What an app keeps in here is for itself, and may hold addresses that are as good as a password.
  const { private_metadata: _, ...view } = top.view;
  return [[user, { id: top.id, view, errors: top.errors ?? {} }]];
}
