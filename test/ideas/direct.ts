import type { RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';

/** Somebody in their direct conversation with the bot, as soon as there is one. `channel`: the platform's id of it. */
export async function directlyWith(
  { sandboxes }: Pick<RunningApp, 'sandboxes'>,
  platform: 'slack' | 'discord',
  user: string,
): Promise<Somebody & { channel: string }> {
  const { slack, discord } = sandboxes;
  const { id } = await until<{ id: string }>(() =>
    platform === 'slack'
      ? [...slack.state.channels.values()].find(({ im }) => im === user)
      : [...discord.state.channels.values()].find(({ recipientId }) => recipientId === user),
  );
  const somebody = platform === 'slack' ? onSlack(sandboxes, user, id) : onDiscord(sandboxes, user, id);
  return { ...somebody, channel: id };
}
