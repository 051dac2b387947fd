import type { ChatPlatform, Pictures } from '../src/chat/port.ts';
import type { Log } from '../src/log.ts';
import * as discord from './discord/index.ts';
import { readPlatforms } from './settings.ts';
import * as slack from './slack/index.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** One thing that was looked at, and, if it is not well, a sentence on how to mend it. */
export interface Finding {
  what: string;
  ok: boolean;
  mend: string;
}

export interface Platforms {
  create(log: Log, pictures: Pictures): ChatPlatform[];
  /** Looks at tokens, permissions and these channels. Changes nothing, never throws. */
  check(channels: readonly { platform: string; channel: string }[]): Promise<Finding[]>;
}

/** How to make and to check the platforms that are configured. It brings every SDK: settings.ts reads what is set without them. */
export function loadPlatforms(env: Env): Platforms {
  const { slack: ofSlack, discord: ofDiscord } = readPlatforms(env);
  return {
    create: (log, pictures) => [
      ...(ofSlack ? [slack.createSlack(ofSlack, log, pictures)] : []),
      ...(ofDiscord ? [discord.createDiscord(ofDiscord, log, pictures)] : []),
    ],
    async check(channels) {
      const on = (name: string) =>
        channels.filter(({ platform }) => platform === name).map(({ channel }) => channel);
      const found: Finding[] = [];
      if (ofSlack) {
        found.push(...(await slack.check(ofSlack)));
        for (const id of on(slack.name)) found.push(await slack.channelAccess(ofSlack, id));
      }
      if (ofDiscord) {
        found.push(...(await discord.check(ofDiscord)));
        for (const id of on(discord.name)) found.push(await discord.channelAccess(ofDiscord, id));
      }
      return found;
    },
  };
}
