import { z } from 'zod';
import type { Patience } from '../../src/chat/deadlines.ts';

/** The adapter's name, and `platform` in everything it makes. */
export const name = 'discord';

export interface DiscordSettings extends Patience {
  token: string;
  /** Where Discord's REST API lives, without its version and without a slash at the end. */
  apiUrl: string;
}

/** Every variable that this adapter knows, so that a misspelt one can be named. */
export const DISCORD_VARIABLES: readonly string[] = [
  'DISCORD_BOT_TOKEN',
  'DISCORD_API_URL',
  'DISCORD_ANSWER_MS',
];

const environment = z.object({
  DISCORD_BOT_TOKEN: z
    .string({
      error:
        'DISCORD_BOT_TOKEN is missing. Copy it from the Discord Developer Portal: your application, Bot, Reset Token.',
    })
    .regex(
      /^\S{10,}$/,
      'DISCORD_BOT_TOKEN is not a bot token. Copy it as the Developer Portal shows it, in one piece, without “Bot” before it.',
    ),
  DISCORD_API_URL: z
    .url({
      protocol: /^https?$/,
      error:
        'DISCORD_API_URL is not a web address. Leave it out, or use one such as https://discord.com/api.',
    })
    .default('https://discord.com/api'),
  DISCORD_ANSWER_MS: z.coerce
    .number('DISCORD_ANSWER_MS is not a time. Leave it out, or give milliseconds, from 1 to 600000.')
    .int('DISCORD_ANSWER_MS is not a time. Leave it out, or give whole milliseconds, from 1 to 600000.')
    .min(1, 'DISCORD_ANSWER_MS is not a time. Leave it out, or give milliseconds, from 1 to 600000.')
    .max(600_000, 'DISCORD_ANSWER_MS is not a time. Leave it out, or give milliseconds, from 1 to 600000.')
    .optional(),
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
  // How long it waits says nothing about whether there is a Discord.
  if (set.every(([name]) => name === 'DISCORD_ANSWER_MS')) return { settings: undefined, complaints: [] };
  const read = environment.safeParse(Object.fromEntries(set));
  if (!read.success)
    return { settings: undefined, complaints: read.error.issues.map((issue) => issue.message) };
  const { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: url, DISCORD_ANSWER_MS: answerMs } = read.data;
  // discord.js adds the version itself.
  const apiUrl = url.replace(/\/+$/, '').replace(/\/v\d+$/, '');
  return {
    settings: { token, apiUrl, ...(answerMs === undefined ? {} : { answerMs }) },
    complaints: [],
  };
}
