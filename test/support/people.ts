import { flatten } from '../../sandbox/discord/component.ts';
import { visibleText as discordText } from '../../sandbox/discord/text/markdown.ts';
import type { StoredMessage } from '../../sandbox/discord/world.ts';
import { visibleText as slackText } from '../../sandbox/slack/visible.ts';
import type { Message } from '../../sandbox/slack/workspace.ts';
import type { Stage } from '../../sandbox/stage.ts';

/** A message as a person sees it. */
export interface Seen {
  id: string;
  text: string;
  /** Labels of its buttons, by their ids. */
  buttons: Record<string, string>;
  edited: boolean;
}

/** Somebody in one channel of one platform. */
export interface Somebody {
  /** Types a command, and waits for the answer that only they see. */
  command(name: string, words: string): Promise<string>;
  press(post: string, button: string): Promise<void>;
  /** What everybody sees in the channel, without threads. */
  posts(): Seen[];
  /** What stands in the thread of a message. */
  thread(post: string): Seen[];
  /** What only they see in the channel, oldest first. */
  whispers(): string[];
}

export function onSlack({ slack }: Stage, user: string, channel: string): Somebody {
  const messages = () => slack.state.channels.get(channel)!.messages;
  const whispers = () =>
    (slack.state.ephemerals.get(user) ?? [])
      .filter((one) => one.channel === channel)
      .map((one) => slackText(one.blocks));
  return {
    async command(name, words) {
      const before = whispers().length;
      const { acked } = await slack.act.command({ user, channel, command: `/${name}`, text: words });
      if (!acked) throw new Error(`/${name} ${words} was not acknowledged`);
      return until(() => whispers()[before]);
    },
    async press(post, actionId) {
      const { acked } = await slack.act.press({ user, channel, ts: post, actionId });
      if (!acked) throw new Error(`${actionId} was not acknowledged`);
    },
    posts: () =>
      messages()
        .filter(({ threadTs, ts }) => !threadTs || threadTs === ts)
        .map(slackSeen),
    thread: (post) =>
      messages()
        .filter(({ threadTs, ts }) => threadTs === post && ts !== post)
        .map(slackSeen),
    whispers,
  };
}

export function onDiscord({ discord }: Stage, user: string, channel: string): Somebody {
  const whispers = () =>
    (discord.state.ephemeral.get(user) ?? [])
      .filter((one) => one.channelId === channel)
      .map((one) => discordSeen(one).text);
  const messages = (id: string) =>
    (discord.state.channels.get(id)?.messages ?? []).filter(({ type }) => type === 0);
  return {
    async command(name, words) {
      const before = whispers().length;
      const { acked } = await discord.act.command({ user, channel, name, options: words ? { words } : {} });
      if (!acked) throw new Error(`/${name} ${words} was not acknowledged`);
      return until(() => whispers()[before] || undefined);
    },
    async press(message, customId) {
      const { acked } = await discord.act.press({ user, channel, message, customId });
      if (!acked) throw new Error(`${customId} was not acknowledged`);
    },
    posts: () => messages(channel).map(discordSeen),
    thread: (post) => messages(post).map(discordSeen),
    whispers,
  };
}

/** Waits until something is there, and gives it. @throws Error after ten seconds */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function slackSeen({ ts, blocks = [], edited }: Message): Seen {
  const rows = blocks.filter(({ type }) => type === 'actions') as {
    elements?: { action_id: string; text: { text: string } }[];
  }[];
  return {
    id: ts,
    text: slackText(blocks.filter(({ type }) => type !== 'actions')),
    buttons: Object.fromEntries(
      rows.flatMap(({ elements = [] }) => elements.map((one) => [one.action_id, one.text.text])),
    ),
    edited: edited !== undefined,
  };
}

function discordSeen({ id, components, content, editedAt }: StoredMessage): Seen {
  const all = flatten(components);
  const texts = all.flatMap((one) => (one.content === undefined ? [] : [discordText(one.content)]));
  const buttons = all.flatMap(({ custom_id, label }) => (custom_id ? [[custom_id, label ?? '']] : []));
  return {
    id,
    text: [content, ...texts].filter(Boolean).join('\n'),
    buttons: Object.fromEntries(buttons),
    edited: editedAt !== null,
  };
}
