import { until } from './measure.ts';
import type { Stage } from './stage.ts';
import type { Platform } from './world.ts';

/** Delivery of one digest to every channel, in seconds from the moment it was due. */
export interface Delivery {
  posts: number;
  pages: number;
  first: number;
  last: Record<Platform, number>;
  refused: Record<Platform, number>;
}

/** Two zones 26 hours apart: it is never the same day in both, so each gives a digest of its own while the clock runs on. */
const [today, tomorrow] = ['Etc/GMT+12', 'Pacific/Kiritimati'];

/** Reads every feed. @returns in how many seconds */
export async function read({ records, size }: Stage): Promise<number> {
  const began = performance.now();
  await records.makeFeedsDue();
  await until('reading the feeds', 240, async () => (await records.feeds()).waiting === 0);
  const { troubled } = await records.feeds();
  if (troubled > 0) throw new Error(`${troubled} of ${size.feeds} feeds are in trouble`);
  return (performance.now() - began) / 1000;
}

/** Lets the hour of every group's digest come. @param day counted from 1 */
export async function deliver({ records, servers, size }: Stage, day: 1 | 2): Promise<Delivery> {
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

/** Waits until nothing is left to post or to redraw. */
export async function redrawn({ records }: Stage): Promise<void> {
  await until('the redrawing', 240, async () => (await records.progress()).open === 0);
}

/** Seconds until the last post stood. */
export function lastOf({ last }: Delivery): number {
  return Math.max(last.slack, last.discord);
}
