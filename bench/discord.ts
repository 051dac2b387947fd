import { flatten } from '../sandbox/discord/component.ts';
import { startDiscord } from '../sandbox/discord/start.ts';
import type { StoredMessage } from '../sandbox/discord/world.ts';
import { any, type Side } from './side.ts';
import { allChannels, type Size, usersOf } from './world.ts';

/** A Discord server that keeps Discord's pace: five posts in five seconds and channel, fifty requests a second in all. */
export async function discordSide(size: Size): Promise<Side> {
  const users = usersOf('discord');
  const botToken = 'bench-discord-bot-token';
  const discord = await startDiscord({
    guild: {
      name: 'Bench',
      application: { id: '1000000000000000001', name: 'Lookout' },
      botToken,
      users,
      channels: allChannels(size, 'discord'),
    },
    pace: true,
  });
  const messages = () => [...discord.state.channels.values()].flatMap((channel) => channel.messages);
  return {
    env: { DISCORD_BOT_TOKEN: botToken, DISCORD_API_URL: discord.apiUrl },
    standing: () =>
      messages().map(({ channelId, nonce, createdAt }) => ({
        channel: channelId,
        once: String(nonce),
        at: createdAt.getTime(),
      })),
    shown: () => messages().flatMap(usefulOf),
    refused: () => discord.state.calls.filter(({ status }) => status === 429).length,
    press(channels) {
      const message = any(discord.state.channels.get(any(channels)!)!.messages);
      const button = message && any(usefulOf(message));
      if (!button) return undefined;
      const user = any(users)!.id;
      const act = { user, channel: message.channelId, message: message.id, customId: button.id };
      return discord.act
        .press(act)
        .then(({ acked, ackMs }) => ({ pair: `${user} ${button.id}`, acked, ackMs: ackMs ?? 0 }));
    },
    people: () => users.map(({ id }) => id),
    async vote(user, poll, channels) {
      const channel = any(channels)!;
      const message = discord.state.channels
        .get(channel)!
        .messages.find((one) => optionsOf(one, poll).length > 0);
      const button = any(message ? optionsOf(message, poll) : []);
      if (!message || !button) throw new Error(`the poll does not stand in ${channel}`);
      const { acked, ackMs } = await discord.act.press({
        user,
        channel,
        message: message.id,
        customId: button.id,
      });
      return { option: button.label, acked, ackMs: ackMs ?? 0 };
    },
    copies: (poll) =>
      messages()
        .filter((message) => optionsOf(message, poll).length > 0)
        .map(({ id, components }) => ({
          text: flatten(components)
            .map(({ content }) => content ?? '')
            .join('\n'),
          edits: discord.state.calls.filter(
            ({ method, path, status }) =>
              method === 'PATCH' && status === 200 && path.endsWith(`/messages/${id}`),
          ).length,
        })),
    close: () => discord.close(),
  };
}

function usefulOf(message: StoredMessage): { id: string; label: string }[] {
  return buttonsOf(message, 'useful:');
}

function optionsOf(message: StoredMessage, poll: number): { id: string; label: string }[] {
  return buttonsOf(message, `vote:${poll}/`);
}

function buttonsOf({ components }: StoredMessage, start: string): { id: string; label: string }[] {
  return flatten(components).flatMap(({ custom_id: id, label }) =>
    id?.startsWith(start) ? [{ id, label: label ?? '' }] : [],
  );
}
