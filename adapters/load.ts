import type { ChatPlatform, Pictures } from '../src/chat/port.ts';
import type { Log } from '../src/log.ts';
import * as discord from './discord/index.ts';
import * as slack from './slack/index.ts';

/** Every platform that there is an adapter for. */
export const platformNames: readonly string[] = [slack.name, discord.name];

export { manifest as slackManifest } from './slack/index.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** One thing that was looked at, and, if it is not well, a sentence on how to mend it. */
export interface Finding {
  what: string;
  ok: boolean;
  mend: string;
}

export interface Platforms {
  /** A sentence for each setting that is wrong. */
  complaints: string[];
  /** The names of all variables that an adapter knows. */
  variables: string[];
  create(log: Log, pictures: Pictures): ChatPlatform[];
  /** Looks at tokens, permissions and these channels. Changes nothing, never throws. */
  check(channels: readonly { platform: string; channel: string }[]): Promise<Finding[]>;
}

/** Which platforms are configured, and how to make and to check them. */
export function loadPlatforms(env: Env): Platforms {
  const ofSlack = slack.readSettings(env);
  const ofDiscord = discord.readSettings(env);
  return {
    complaints: [...ofSlack.complaints, ...ofDiscord.complaints],
    variables: [...slack.SLACK_VARIABLES, ...discord.DISCORD_VARIABLES],
    create: (log, pictures) => [
      ...(ofSlack.settings ? [slack.createSlack(ofSlack.settings, log, pictures)] : []),
      ...(ofDiscord.settings ? [discord.createDiscord(ofDiscord.settings, log, pictures)] : []),
    ],
    async check(channels) {
      const on = (name: string) =>
        channels.filter(({ platform }) => platform === name).map(({ channel }) => channel);
      const found: Finding[] = [];
      if (ofSlack.settings) {
        found.push(...(await slack.check(ofSlack.settings)));
        for (const id of on(slack.name)) found.push(await slack.channelAccess(ofSlack.settings, id));
      }
      if (ofDiscord.settings) {
        found.push(...(await discord.check(ofDiscord.settings)));
        for (const id of on(discord.name)) found.push(await discord.channelAccess(ofDiscord.settings, id));
      }
      return found;
    },
  };
}

/**
 * The address that invites the bot to a Discord server.
 * @param application its id; left out, it is read from the token in `env`
 * @throws Error, a sentence, when neither says which application it is
 */
export function discordInvite(env: Env, application?: string): string {
  const { settings } = discord.readSettings(env);
  if (!application && !settings) {
    throw new Error(
      'Set DISCORD_BOT_TOKEN, or give the application id from the Developer Portal, General Information.',
    );
  }
  return discord.invite(application ?? settings!);
}
