import { setTimeout as pause } from 'node:timers/promises';
import { check, type Verdict } from './check.ts';
import { type Spread, spreadOf } from './measure.ts';
import type { Servers } from './servers.ts';
import { openStage, type Stage } from './stage.ts';
import { type Delivery, deliver, lastOf, read, redrawn } from './steps.ts';
import { channelsOf, platforms, type Size } from './world.ts';

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

/**
 * Plays one whole morning on one backend.
 * @param how `redisUrl`: jobs in Redis; `loaded`: a second digest too, while feeds are read and people press; `flags` for the bot's Node
 */
export async function playRound(
  size: Size,
  how: { redisUrl?: string | undefined; loaded: boolean; flags: readonly string[]; tell(line: string): void },
): Promise<Round> {
  const stage = await openStage(size, how);
  const { records, servers, bot } = stage;
  try {
    await pause(5_000);
    const { now: idle } = await bot.memory();
    await servers.feeds.show(1);
    const beforeReading = bot.cpu();
    const reading = await read(stage);
    const beforeDelivery = bot.cpu();
    how.tell(`${size.feeds} feeds read in ${reading.toFixed(1)} s`);
    const alone = await deliver(stage, 1);
    const cost = {
      feed: (beforeDelivery - beforeReading) / size.feeds,
      post: (bot.cpu() - beforeDelivery) / alone.posts,
    };
    how.tell(`delivered in ${lastOf(alone).toFixed(1)} s`);
    const pressed: string[] = [];
    const loaded = how.loaded ? await underLoad(stage, pressed, how.tell) : undefined;
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
    await stage.close();
  }
}

async function underLoad(
  stage: Stage,
  pressed: string[],
  tell: (line: string) => void,
): Promise<NonNullable<Round['loaded']>> {
  const { servers, bot, size } = stage;
  const before = bot.cpu();
  // At rest people press in a few groups only, so that what is measured is the pressing and not the redrawing after it.
  await startPressing(servers, size, Math.min(5, size.groups));
  await pause(10_000);
  const quiet = await stopPressing(servers, pressed);
  await redrawn(stage);
  const cost = (bot.cpu() - before) / quiet.count;
  tell(`pressed at rest: p99 ${quiet.p99.toFixed(0)} ms`);
  await servers.feeds.show(2);
  await read(stage);
  await servers.feeds.show(3);
  await startPressing(servers, size, size.groups);
  const began = performance.now();
  const load = Promise.all([read(stage), deliver(stage, 2)]);
  await Promise.race([load, pause(longestPressing, undefined, { ref: false })]);
  const pressing = (performance.now() - began) / 1000;
  const busy = await stopPressing(servers, pressed);
  tell(`pressed for ${pressing.toFixed(1)} s under load: p99 ${busy.p99.toFixed(0)} ms`);
  const stopped = performance.now();
  const [reading, delivery] = await load;
  tell(`read in ${reading.toFixed(1)} s, delivered in ${lastOf(delivery).toFixed(1)} s meanwhile`);
  await redrawn(stage);
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
