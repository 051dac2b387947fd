import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { apply, type Bot, startBot } from './bot.ts';
import { check, type Verdict } from './check.ts';
import { type Spread, spreadOf, until } from './measure.ts';
import { openRecords, type Records } from './records.ts';
import { type Servers, startServers } from './servers.ts';
import { channelsOf, communityFile, type Platform, platforms, type Size } from './world.ts';

/** Delivery of one digest to every channel, in seconds from the moment it was due. */
export interface Delivery {
  posts: number;
  pages: number;
  first: number;
  last: Record<Platform, number>;
  refused: Record<Platform, number>;
}

export interface Acks extends Spread {
  late: number;
  ownDelay: number;
}

export interface Round {
  backend: 'PostgreSQL' | 'Redis';
  memory: { idle: number; most: number; after: number };
  /** Milliseconds of processor time that a feed read and a post cost, with nothing else to do. */
  cost: { feed: number; post: number };
  alone: Delivery;
  /** Seconds in which all feeds were read, with nothing else to do. */
  reading: number;
  loaded?: {
    delivery: Delivery;
    reading: number;
    quiet: Acks;
    busy: Acks;
    /** Seconds during which people pressed. */
    pressing: number;
    presses: number;
    /** Milliseconds of processor time that a press cost at rest, its redraws included. */
    cost: number;
    /** Seconds from the last press until every copy of every post showed every count. */
    redrawn: number;
  };
  verdict: Verdict;
  complaints: Map<string, number>;
}

/** Milliseconds that people press under load, if it takes so long. */
const longestPressing = 60_000;

/** Two zones 26 hours apart: it is never the same day in both, so each gives a digest of its own while the clock runs on. */
const [today, tomorrow] = ['Etc/GMT+12', 'Pacific/Kiritimati'];

/**
 * Plays one whole morning on one backend.
 * @param how `redisUrl`: jobs in Redis; `loaded`: a second digest too, while feeds are read and people press; `flags` for the bot's Node
 */
export async function playRound(
  size: Size,
  how: { redisUrl?: string | undefined; loaded: boolean; flags: readonly string[]; tell(line: string): void },
): Promise<Round> {
  const records = await openRecords();
  const servers = await startServers(size);
  const env = {
    ...servers.slack.env,
    ...servers.discord.env,
    LOOKOUT_ALLOW_PRIVATE_FEEDS: 'true',
    LOOKOUT_DATA_DIR: records.folder,
    LOOKOUT_PORT: String(await freePort()),
    ...(how.redisUrl ? { REDIS_URL: how.redisUrl } : {}),
  };
  let bot: Bot | undefined;
  try {
    const file = join(records.folder, 'community.yaml');
    await writeFile(file, communityFile(size, servers.feeds.url));
    await apply(env, records.folder, file);
    await records.skipBaseline();
    bot = await startBot(env, records.folder, how.flags);
    await pause(5_000);
    const { now: idle } = await bot.memory();
    await servers.feeds.show(1);
    const beforeReading = bot.cpu();
    const reading = await read(records, size);
    const beforeDelivery = bot.cpu();
    how.tell(`${size.feeds} feeds read in ${reading.toFixed(1)} s`);
    const alone = await deliver(records, servers, size, 1);
    const cost = {
      feed: (beforeDelivery - beforeReading) / size.feeds,
      post: (bot.cpu() - beforeDelivery) / alone.posts,
    };
    how.tell(`delivered in ${lastOf(alone).toFixed(1)} s`);
    const pressed: string[] = [];
    const loaded = how.loaded
      ? await underLoad({ records, servers, bot, size }, pressed, how.tell)
      : undefined;
    const { now: after, most } = await bot.memory();
    return {
      backend: how.redisUrl ? 'Redis' : 'PostgreSQL',
      memory: { idle, most, after },
      cost,
      alone,
      reading,
      ...(loaded ? { loaded } : {}),
      verdict: await check(records, servers, pressed),
      complaints: bot.complaints(),
    };
  } finally {
    await bot?.stop();
    await servers.close();
    await records.close();
  }
}

async function underLoad(
  { records, servers, bot, size }: { records: Records; servers: Servers; bot: Bot; size: Size },
  pressed: string[],
  tell: (line: string) => void,
): Promise<NonNullable<Round['loaded']>> {
  const before = bot.cpu();
  // At rest people press in a few groups only, so that what is measured is the pressing and not the redrawing after it.
  await startPressing(servers, size, Math.min(5, size.groups));
  await pause(10_000);
  const quiet = await stopPressing(servers, pressed);
  await redrawn(records);
  const cost = (bot.cpu() - before) / quiet.count;
  tell(`pressed at rest: p99 ${quiet.p99.toFixed(0)} ms`);
  await servers.feeds.show(2);
  await read(records, size);
  await servers.feeds.show(3);
  await startPressing(servers, size, size.groups);
  const began = performance.now();
  const load = Promise.all([read(records, size), deliver(records, servers, size, 2)]);
  await Promise.race([load, pause(longestPressing, undefined, { ref: false })]);
  const pressing = (performance.now() - began) / 1000;
  const busy = await stopPressing(servers, pressed);
  tell(`pressed for ${pressing.toFixed(1)} s under load: p99 ${busy.p99.toFixed(0)} ms`);
  const stopped = performance.now();
  const [reading, delivery] = await load;
  tell(`read in ${reading.toFixed(1)} s, delivered in ${lastOf(delivery).toFixed(1)} s meanwhile`);
  await redrawn(records);
  return {
    delivery,
    reading,
    quiet,
    busy,
    pressing,
    presses: new Set(pressed).size,
    cost,
    redrawn: (performance.now() - stopped) / 1000,
  };
}

/** Seconds until the last post stood. */
export function lastOf({ last }: Delivery): number {
  return Math.max(last.slack, last.discord);
}

/** Reads every feed. @returns in how many seconds */
async function read(records: Records, size: Size): Promise<number> {
  const began = performance.now();
  await records.makeFeedsDue();
  await until('reading the feeds', 240, async () => (await records.feeds()).waiting === 0);
  const { troubled } = await records.feeds();
  if (troubled > 0) throw new Error(`${troubled} of ${size.feeds} feeds are in trouble`);
  return (performance.now() - began) / 1000;
}

/** Lets the hour of every group's digest come. @param day counted from 1 */
async function deliver(records: Records, servers: Servers, size: Size, day: 1 | 2): Promise<Delivery> {
  const before = { slack: await servers.slack.refused(), discord: await servers.discord.refused() };
  await records.giveTime(day === 1 ? today : tomorrow);
  const due = Date.now();
  await until('the delivery', 300, async () => {
    const { editions, waiting } = await records.progress();
    return editions === size.groups * day && waiting === 0;
  });
  const times = async (platform: Platform) =>
    (await servers[platform].standing()).map(({ at }) => (at - due) / 1000).filter((at) => at > 0);
  const [slack, discord] = [await times('slack'), await times('discord')];
  const channels = size.groups * size.channels;
  return {
    posts: slack.length + discord.length,
    pages: slack.length / channels,
    first: Math.min(...slack, ...discord),
    last: { slack: Math.max(...slack), discord: Math.max(...discord) },
    refused: {
      slack: (await servers.slack.refused()) - before.slack,
      discord: (await servers.discord.refused()) - before.discord,
    },
  };
}

async function startPressing(servers: Servers, size: Size, groups: number): Promise<void> {
  for (const platform of platforms) {
    const channels = Array.from({ length: groups }, (_, group) => channelsOf(size, platform, group)).flat();
    await servers[platform].startPressing({ rate: size.presses, channels });
  }
}

async function stopPressing(servers: Servers, pressed: string[]): Promise<Acks> {
  const both = await Promise.all(platforms.map((name) => servers[name].stopPressing()));
  pressed.push(...both.flatMap(({ pairs }) => pairs));
  return {
    ...spreadOf(both.flatMap(({ ackMs }) => ackMs)),
    late: both[0]!.late + both[1]!.late,
    ownDelay: Math.max(...both.map(({ ownDelay }) => ownDelay)),
  };
}

async function redrawn(records: Records): Promise<void> {
  await until('the redrawing', 240, async () => (await records.progress()).open === 0);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
