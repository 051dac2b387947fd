import { z } from 'zod';

export interface DiscordSettings {
  token: string;
  /** Where Discord's REST API lives, without its version and without a slash at the end. */
  apiUrl: string;
}

/** Every variable that this adapter knows, so that a misspelt one can be named. */
export const DISCORD_VARIABLES: readonly string[] = ['DISCORD_BOT_TOKEN', 'DISCORD_API_URL'];

const environment = z.object({
  DISCORD_BOT_TOKEN: z
    .string({
      error:
        'DISCORD_BOT_TOKEN is missing. Copy it from the Discord Developer Portal: your application, Bot, Reset Token.',
    })
    .regex(
      /^\S{10,}$/,
      'DISCORD_BOT_TOKEN is not a bot token. Write it as the Developer Portal shows it, in one piece, without “Bot” before it.',
    ),
  DISCORD_API_URL: z
    .url({
      protocol: /^https?$/,
      error: 'DISCORD_API_URL is not a web address. Leave it out, or write one like https://discord.com/api.',
    })
    .default('https://discord.com/api'),
});

/**
 * Discord's part of the environment; an empty value counts as not set.
 * @returns `settings` undefined when nothing of Discord is set, or when there is something to complain of;
 *   `complaints` as sentences that name the variable and say what to write
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): {
  settings: DiscordSettings | undefined;
  complaints: string[];
} {
  const set = DISCORD_VARIABLES.flatMap((name) => {
    const value = env[name]?.trim();
    return value ? [[name, value]] : [];
  });
  if (set.length === 0) return { settings: undefined, complaints: [] };
  const read = environment.safeParse(Object.fromEntries(set));
  if (!read.success)
    return { settings: undefined, complaints: read.error.issues.map((issue) => issue.message) };
  const { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: url } = read.data;
  // discord.js adds the version itself.
  return { settings: { token, apiUrl: url.replace(/\/+$/, '').replace(/\/v\d+$/, '') }, complaints: [] };
}
