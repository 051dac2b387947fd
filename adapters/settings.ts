import * as discord from './discord/settings.ts';
import * as slack from './slack/settings.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Every platform that there is an adapter for. */
export const platformNames: readonly string[] = [slack.name, discord.name];

/** What the environment says of the platforms. */
export interface PlatformSettings {
  /** Undefined where nothing of it is set, or something of it is wrong. */
  slack: slack.SlackSettings | undefined;
  discord: discord.DiscordSettings | undefined;
  /** A sentence for each setting that is wrong. */
  complaints: string[];
  /** The names of all variables that an adapter knows. */
  variables: string[];
}

/** Reads the settings of every platform. Loads no SDK: for what most commands want to know, this is enough. */
export function readPlatforms(env: Env): PlatformSettings {
  const ofSlack = slack.readSettings(env);
  const ofDiscord = discord.readSettings(env);
  return {
    slack: ofSlack.settings,
    discord: ofDiscord.settings,
    complaints: [...ofSlack.complaints, ...ofDiscord.complaints],
    variables: [...slack.SLACK_VARIABLES, ...discord.DISCORD_VARIABLES],
  };
}
