import type { Call as DiscordCall } from '../discord/world.ts';
import type { Sandboxes } from '../sandboxes.ts';
import type { Call as SlackCall } from '../slack/workspace.ts';
import type { View } from './view.ts';

const lost: readonly (string | undefined)[] = ['lost-answer', 'error-after-acceptance'];

/**
 * How often each thing happened, on both servers together.
 * - `posts`: messages of the bot's that stand, for everybody or in a direct conversation. Counted where they stand, not where they
 *   were asked for: so a doubled one shows, and one that was asked for twice and posted once does not.
 * - `edits`: accepted changes of such messages.
 * - `refused`: calls that would write and were not accepted.
 * - `lost`: calls that were accepted and whose answer never came.
 */
export function count({ slack, discord }: Sandboxes): View['counts'] {
  const { botUser } = slack.state.app;
  const bot = discord.state.application.id;
  const onSlack = [...slack.state.channels.values()].flatMap(({ messages }) => messages);
  const onDiscord = [...discord.state.channels.values()].flatMap(({ messages }) => messages);
  const writes = {
    slack: slack.state.calls.filter(({ method }) =>
      /^(chat|views|files)\.|^(response_url|upload)$/.test(method),
    ),
    discord: discord.state.calls.filter(({ method }) => method !== 'GET'),
  };
  const threadStarter = 21;
  return {
    posts:
      onSlack.filter(({ user, tombstone }) => user === botUser && !tombstone).length +
      onDiscord.filter(({ authorId, type }) => authorId === bot && type !== threadStarter).length,
    edits:
      writes.slack.filter(({ method, ok }) => method === 'chat.update' && ok).length +
      discordEdits(discord.state.interactions.values(), writes.discord),
    refused:
      writes.slack.filter(({ ok }) => !ok).length +
      writes.discord.filter(({ status }) => status >= 400).length,
    lost: [...writes.slack, ...writes.discord].filter(({ fault }: SlackCall | DiscordCall) =>
      lost.includes(fault),
    ).length,
  };
}

/** The bot changes a message by its address, or as an answer to somebody who touched it. */
function discordEdits(
  interactions: Iterable<{ token: string; messageId?: string; originalId?: string }>,
  calls: readonly DiscordCall[],
): number {
  const touched = new Set<string>();
  for (const { token, messageId, originalId } of interactions)
    if (messageId && messageId === originalId) touched.add(token);
  const redraw = 7;
  return calls.filter(({ method, route, path, body, status }) => {
    if (status >= 300) return false;
    if (route === 'PATCH /channels/:channel/messages/:message') return true;
    const { type } = (body ?? {}) as { type?: unknown };
    if (route.startsWith('POST /interactions/')) return type === redraw;
    const [, , , token = '', , of] = path.split('/');
    return method === 'PATCH' && of === '@original' && touched.has(token);
  }).length;
}
