import type { DiscordSettings } from './settings.ts';

/**
 * All that Lookout does in a channel, and nothing more, with the names and the bits that Discord gives it (docs.discord.com,
 * Permissions). Written out, since discord.js, which knows them too, is too large for a command that prints an address.
 */
export const needed = {
  'View Channel': 1n << 10n,
  'Send Messages': 1n << 11n,
  'Attach Files': 1n << 15n,
  'Send Messages in Threads': 1n << 38n,
  'Create Public Threads': 1n << 35n,
  'Read Message History': 1n << 16n,
} as const;

/**
 * The address that adds the bot to a server, with the least permissions (docs.discord.com, OAuth2, Bot Authorization Flow).
 * @param from the settings, or the application's id
 * @throws Error, a sentence, when no id can be read from the token
 */
export function invite(from: DiscordSettings | string): string {
  const permissions = Object.values(needed).reduce((all, bit) => all | bit, 0n);
  const query = new URLSearchParams({
    client_id: typeof from === 'string' ? from : applicationIn(from.token),
    scope: 'bot applications.commands',
    permissions: permissions.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** A bot token begins with its application's id in base64 (docs.discord.com, Reference, Authentication). */
function applicationIn(token: string): string {
  const id = Buffer.from(token.split('.', 1)[0]!, 'base64').toString('latin1');
  if (!/^\d{17,20}$/.test(id))
    throw new Error(
      'Lookout cannot read the application id from DISCORD_BOT_TOKEN. Give the id shown in the Developer Portal, General Information.',
    );
  return id;
}
