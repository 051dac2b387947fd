import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type DiscordSandbox, startDiscord } from './discord/start.ts';
import type { Feed } from './feeds/feed.ts';
import { type FeedServer, startFeeds } from './feeds/start.ts';
import { type SlackSandbox, startSlack } from './slack/start.ts';

export interface Sandboxes {
  slack: SlackSandbox;
  discord: DiscordSandbox;
  feeds: FeedServer;
  /** Whom the community file names, and the guests. */
  people: readonly Player[];
  /** What Lookout's environment has to hold to find these servers. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Somebody whose part one can play. */
export interface Player {
  id: string;
  name: string;
  /** What they are, in words: `Chair of radiotherapy`. */
  about: string;
  /** Their user ids; without one they are not on that platform. */
  slack?: string;
  discord?: string;
}

/** What is read of a community file here: who and which channels there are. Lookout itself checks the rest. */
interface Community {
  groups: { slug: string; kind?: string; channels?: { slack?: string[]; discord?: string[] } }[];
  people: {
    slug: string;
    name: string;
    accounts?: { slack?: string; discord?: string };
    roles?: Record<string, string>;
  }[];
}

const tokens = {
  bot: 'xoxb-sandbox-bot',
  app: 'xapp-sandbox-app',
  signing: 'sandbox-signing',
  discord: 'sandbox-discord-bot-token',
};

/** Starts a Slack workspace and a Discord server with the channels and people of a community file, and a server for its feeds. */
export async function openSandboxes(options: {
  community: string;
  feeds: readonly Feed[];
  /** People of both platforms of whom the community file knows nothing. */
  guests?: readonly Player[];
  now: () => Date;
  /** Both platforms refuse whoever posts faster than they allow. */
  pace?: boolean;
  /** Milliseconds that both platforms wait for the answer to what somebody does; their own 3,000 when left out. */
  answerMs?: number;
  ports?: { slack: number; discord: number; feeds: number };
}): Promise<Sandboxes> {
  const community = parse(await readFile(options.community, 'utf8')) as Community;
  const { groups } = community;
  const { answerMs } = options;
  const people = [...playersOf(community), ...(options.guests ?? [])];
  const channels = (platform: 'slack' | 'discord') =>
    groups.flatMap(({ slug, channels = {} }) =>
      (channels[platform] ?? []).map((id, at) => ({ id, name: at === 0 ? slug : `${slug}-${at + 1}` })),
    );
  const users = (platform: 'slack' | 'discord') =>
    people.flatMap(({ name, [platform]: id }) => (id ? [{ id, name }] : []));
  const slack = await startSlack({
    workspace: {
      team: { id: 'T0SANDBOX0', name: 'Medical physics', domain: 'medical-physics' },
      users: users('slack'),
      channels: channels('slack'),
      botToken: tokens.bot,
      appToken: tokens.app,
      signingSecret: tokens.signing,
    },
    now: options.now,
    pace: options.pace ?? false,
    ...(answerMs === undefined ? {} : { ackMs: answerMs, triggerMs: answerMs }),
    port: options.ports?.slack ?? 0,
  });
  const discord = await startDiscord({
    guild: {
      name: 'Medical physics',
      application: { id: '1000000000000000001', name: 'Lookout' },
      botToken: tokens.discord,
      users: users('discord'),
      channels: channels('discord'),
    },
    now: options.now,
    pace: options.pace ?? false,
    ...(answerMs === undefined ? {} : { answerWithinMs: answerMs }),
    port: options.ports?.discord ?? 0,
  });
  const feeds = await startFeeds({ feeds: options.feeds, port: options.ports?.feeds ?? 0 });
  return {
    slack,
    discord,
    feeds,
    people,
    env: {
      SLACK_BOT_TOKEN: tokens.bot,
      SLACK_APP_TOKEN: tokens.app,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_BOT_TOKEN: tokens.discord,
      DISCORD_API_URL: discord.apiUrl,
      LOOKOUT_ALLOW_PRIVATE_FEEDS: 'true',
      ...(answerMs === undefined
        ? {}
        : { SLACK_ANSWER_MS: String(answerMs), DISCORD_ANSWER_MS: String(answerMs) }),
    },
    async close() {
      await Promise.all([slack.close(), discord.close(), feeds.close()]);
    },
  };
}

/** Copies a community file, with every feed's address moved to the local server. */
export async function moveFeeds(from: string, to: string, feedServer: string): Promise<void> {
  const text = await readFile(from, 'utf8');
  await writeFile(to, text.replace(/^(\s*- address:\s*["']?)https?:\/\//gm, `$1${feedServer}/`));
}

function playersOf({ groups, people }: Community): Player[] {
  const kinds = new Map(groups.map(({ slug, kind }) => [slug, kind]));
  return people.map(({ slug, name, accounts = {}, roles = {} }) => ({
    id: slug,
    name,
    about:
      Object.entries(roles)
        .map(([group, role]) => part(group, kinds.get(group), role))
        .join(', ') || 'No role',
    ...accounts,
  }));
}

/** A role in a group, in words. */
function part(group: string, kind: string | undefined, role: string): string {
  if (kind === 'office') return 'Office staff';
  if (kind === 'advisory') return 'Advisory committee';
  if (kind === 'council') return role === 'chair' ? 'Council chair' : 'Council member';
  return `${role === 'chair' ? 'Chair' : 'Member'} of ${group.replaceAll('-', ' ')}`;
}
