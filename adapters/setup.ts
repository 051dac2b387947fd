import { invite } from './discord/invite.ts';
import { readPlatforms } from './settings.ts';

export { manifest as slackManifest } from './slack/commands.ts';

/**
 * The address that invites the bot to a Discord server.
 * @param application its id; left out, it is read from the token in `env`
 * @throws Error, a sentence, when neither says which application it is
 */
export function discordInvite(
  env: Readonly<Record<string, string | undefined>>,
  application?: string,
): string {
  const { discord } = readPlatforms(env);
  if (!application && !discord) {
    throw new Error(
      'Set DISCORD_BOT_TOKEN, or give the application id shown in the Developer Portal, General Information.',
    );
  }
  return invite(application ?? discord!);
}
