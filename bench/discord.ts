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
    close: () => discord.close(),
  };
}

function usefulOf({ components }: StoredMessage): { id: string; label: string }[] {
  return flatten(components).flatMap(({ custom_id: id, label }) =>
    id?.startsWith('useful:') ? [{ id, label: label ?? '' }] : [],
  );
}
