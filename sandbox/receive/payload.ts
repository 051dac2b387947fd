import { readReaction } from '../../adapters/discord/events.ts';
import { readIncoming as readDiscord } from '../../adapters/discord/incoming.ts';
import { readIncoming as readSlack } from '../../adapters/slack/incoming.ts';
import type { ShortcutSpec } from '../../src/chat/feature.ts';
import type { Incoming } from '../../src/chat/incoming.ts';

/**
 * Reads a payload as the adapter of its platform does. Of Slack: a slash command, an interaction or an event, as its fields. Of
 * Discord: an interaction, or a reaction as the gateway sends it (`{ t, d }`). Whose messages are ours is taken from the payload.
 * @param shortcuts those that the desk registers: Discord names them by their labels
 * @returns null for what nobody waits for
 * @throws Error when it is of neither platform
 */
export function readPayload(
  payload: unknown,
  shortcuts: readonly Pick<ShortcutSpec, 'name' | 'label'>[],
): Incoming | null {
  if (typeof payload !== 'object' || payload === null) throw new Error('A payload is a JSON object.');
  const { t, d, type } = payload as { t?: unknown; d?: Reacted; type?: unknown };
  if (typeof type === 'number') return readDiscord(payload as Parameters<typeof readDiscord>[0], shortcuts);
  if (t === 'MESSAGE_REACTION_ADD' && d) {
    const where = { id: d.channel_id, guild: d.guild_id ?? null, parent: null };
    return readReaction(d, where, d.message_author_id ?? '');
  }
  if ('command' in payload || 'event' in payload || typeof type === 'string')
    return readSlack(payload, slackIdentity(payload))?.incoming ?? null;
  throw new Error(
    'This is no payload of Slack (a command, an interaction, an event) or Discord (an interaction, a reaction).',
  );
}

type Reacted = Parameters<typeof readReaction>[0];

interface SlackBody {
  team?: { domain: string };
  authorizations?: readonly { user_id: string }[];
  message?: { user?: string; bot_id?: string };
}

/** Who we are in the workspace: events say it, and of interactions the message of ours that was touched. */
function slackIdentity({ authorizations, message, team }: SlackBody): Parameters<typeof readSlack>[1] {
  const user = authorizations?.[0]?.user_id ?? (message?.bot_id ? message.user : undefined) ?? '';
  return { user, bot: message?.bot_id ?? '', url: `https://${team?.domain ?? 'workspace'}.slack.com/` };
}
