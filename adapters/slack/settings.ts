import { z } from 'zod';
import { answerWithin, type Patience } from '../../src/chat/deadlines.ts';

/** The adapter's name, and `platform` in everything it makes. */
export const name = 'slack';

/** How to reach one Slack workspace. Actions come over Socket Mode (`appToken`) or over HTTP (`http`): exactly one is there. */
export interface SlackSettings extends Patience {
  botToken: string;
  /** Of the Web API, with a slash at its end. */
  apiUrl: string;
  appToken?: string;
  http?: { signingSecret: string; port: number; host: string };
}

/** Milliseconds after which a connection without an answer to a ping is dead: the SDK's five seconds, and never less than Slack itself is given. */
export function pongWithin(settings: Patience): number {
  return Math.max(5_000, answerWithin(settings));
}

/** Every variable that is read here, so that a misspelt one can be named. */
export const SLACK_VARIABLES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_PORT',
  'SLACK_HOST',
  'SLACK_API_URL',
  'SLACK_ANSWER_MS',
] as const;

type Variable = (typeof SLACK_VARIABLES)[number];

const shape = z.object({
  SLACK_BOT_TOKEN: z
    .string('SLACK_BOT_TOKEN is missing. Set it to the Bot User OAuth Token, which starts with xoxb-.')
    .startsWith('xoxb-', 'SLACK_BOT_TOKEN is not a bot token. Use the one that starts with xoxb-.'),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'SLACK_APP_TOKEN is not an app-level token. Use the one that starts with xapp-.')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_PORT: z.coerce
    .number('SLACK_PORT is not a port. Use a number from 1 to 65535.')
    .int('SLACK_PORT is not a port. Use a whole number from 1 to 65535.')
    .min(1, 'SLACK_PORT is not a port. Use a number from 1 to 65535.')
    .max(65_535, 'SLACK_PORT is not a port. Use a number from 1 to 65535.')
    .optional(),
  SLACK_HOST: z.string().default('127.0.0.1'),
  SLACK_API_URL: z
    .url({
      protocol: /^https?$/,
      error: 'SLACK_API_URL is not a web address. Leave it out, or use one such as https://slack.com/api/.',
    })
    .default('https://slack.com/api/'),
  SLACK_ANSWER_MS: z.coerce
    .number('SLACK_ANSWER_MS is not a time. Leave it out, or give milliseconds, from 1 to 600000.')
    .int('SLACK_ANSWER_MS is not a time. Leave it out, or give whole milliseconds, from 1 to 600000.')
    .min(1, 'SLACK_ANSWER_MS is not a time. Leave it out, or give milliseconds, from 1 to 600000.')
    .max(600_000, 'SLACK_ANSWER_MS is not a time. Leave it out, or give milliseconds, from 1 to 600000.')
    .optional(),
});

/** What is wrong with the way that actions are to come in. */
function transport(value: Partial<Record<Variable, string>>): string[] {
  const http = value.SLACK_SIGNING_SECRET !== undefined || value.SLACK_PORT !== undefined;
  if (value.SLACK_APP_TOKEN !== undefined)
    return http
      ? [
          'SLACK_APP_TOKEN selects Socket Mode; SLACK_SIGNING_SECRET and SLACK_PORT select HTTP. Set one or the other.',
        ]
      : [];
  if (!http)
    return [
      'SLACK_APP_TOKEN is missing. Set it to the app-level token (xapp-…), or, for HTTP, set SLACK_SIGNING_SECRET and SLACK_PORT.',
    ];
  return [
    ...(value.SLACK_SIGNING_SECRET === undefined
      ? ['SLACK_SIGNING_SECRET is missing. Set it to the Signing Secret from “Basic Information”.']
      : []),
    ...(value.SLACK_PORT === undefined
      ? ['SLACK_PORT is missing. Set it to the port on which Slack reaches this service, such as 3000.']
      : []),
  ];
}

/**
 * The settings in an environment; none when nothing of Slack is set there. An empty variable is as good as none.
 * @returns complaints as sentences for the operator; where there is one, there are no settings
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): {
  settings: SlackSettings | undefined;
  complaints: string[];
} {
  const given: Partial<Record<Variable, string>> = {};
  for (const name of SLACK_VARIABLES) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  // Where to listen, and how long it waits, says nothing about whether there is a Slack: a container sets it once for all.
  if (Object.keys(given).every((name) => name === 'SLACK_HOST' || name === 'SLACK_ANSWER_MS'))
    return { settings: undefined, complaints: [] };
  const read = shape.safeParse(given);
  const wrong = [...(read.error?.issues.map(({ message }) => message) ?? []), ...transport(given)];
  if (!read.success || wrong.length > 0) return { settings: undefined, complaints: [...new Set(wrong)] };
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_PORT, SLACK_HOST, SLACK_API_URL } =
    read.data;
  const { SLACK_ANSWER_MS: answerMs } = read.data;
  return {
    settings: {
      botToken: SLACK_BOT_TOKEN,
      apiUrl: SLACK_API_URL.endsWith('/') ? SLACK_API_URL : `${SLACK_API_URL}/`,
      ...(SLACK_APP_TOKEN === undefined ? {} : { appToken: SLACK_APP_TOKEN }),
      ...(SLACK_SIGNING_SECRET === undefined || SLACK_PORT === undefined
        ? {}
        : { http: { signingSecret: SLACK_SIGNING_SECRET, port: SLACK_PORT, host: SLACK_HOST } }),
      ...(answerMs === undefined ? {} : { answerMs }),
    },
    complaints: [],
  };
}
