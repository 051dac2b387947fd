import { createHash } from 'node:crypto';
import type { Records } from './records.ts';
import type { Servers } from './servers.ts';
import type { Platform } from './world.ts';

/** What must not happen, however fast: empty lists when all is well. */
export interface Verdict {
  /** Posts that do not stand, presses that were acknowledged and not counted, counts that a post does not show. */
  lost: string[];
  doubled: string[];
}

/** Compares what stands on the platforms with what the database says, and with what people pressed. */
export async function check(
  records: Records,
  servers: Servers,
  pressed: readonly string[],
): Promise<Verdict> {
  const [deliveries, usefuls] = [await records.deliveries(), await records.usefuls()];
  const verdict: Verdict = { lost: [], doubled: [] };
  for (const platform of ['slack', 'discord'] as const) {
    const standing = (await servers[platform].standing()).map(({ once }) => once);
    const times = tally(standing);
    for (const { key, state, trouble } of deliveries.filter((one) => one.platform === platform)) {
      const stands = times.get(onceOf(platform, key)) ?? 0;
      if (stands === 0) verdict.lost.push(`${key} does not stand (${state}: ${trouble ?? 'no trouble'})`);
      if (stands > 1) verdict.doubled.push(`${key} stands ${stands} times`);
    }
    const strangers = times.size - deliveries.filter((one) => one.platform === platform).length;
    if (strangers > 0) verdict.doubled.push(`${strangers} posts on ${platform} are nobody's`);
  }
  const counted = new Set(usefuls);
  for (const pair of new Set(pressed)) if (!counted.has(pair)) verdict.lost.push(`${pair} was not counted`);
  const counts = tally(usefuls.map((pair) => pair.split(' ')[1]!));
  for (const platform of ['slack', 'discord'] as const) {
    for (const { id, label } of await servers[platform].shown()) {
      const shows = Number(/ · (\d+)$/.exec(label)?.[1] ?? 0);
      if (shows !== (counts.get(id) ?? 0))
        verdict.lost.push(`a post on ${platform} shows ${shows} for ${id}, not ${counts.get(id) ?? 0}`);
    }
  }
  return verdict;
}

/** How a post says which one it is: Slack's metadata hold the key itself, Discord's nonce a hash of it (docs/design). */
function onceOf(platform: Platform, key: string): string {
  if (platform === 'slack') return key;
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}

function tally(values: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return times;
}
