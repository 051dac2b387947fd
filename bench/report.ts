import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Acks, Round } from './round.ts';
import { type Delivery, lastOf } from './steps.ts';
import type { Size } from './world.ts';

/** Discord takes so many requests a second of a bot (docs.discord.com, Rate Limits). */
const discordPosts = 50;

/** What one run has measured; `redis` a sentence where there is none. */
export interface Measured {
  size: Size;
  main: Round;
  redis: Round | string;
  jobs: { postgres: number; redis: number | string };
  /** The machine's load when the run began: what others were doing. */
  loadBefore: number;
  seconds: number;
}

/** Seconds that the platforms' own limits cost at least: a second between two pages of a channel, and Discord's requests. */
export function ideal({ posts, pages }: Delivery): number {
  return Math.max(pages - 1, (posts / 2 - discordPosts) / discordPosts);
}

/** The tables of README.md, in Markdown. */
export function report({ size, main, redis, jobs, loadBefore, seconds }: Measured): string {
  const channels = size.groups * size.channels * 2;
  const other = typeof redis === 'string' ? undefined : redis;
  const why = typeof redis === 'string' ? redis : '';
  const { loaded } = main;
  if (!loaded) throw new RangeError('the main round has to be played under load');
  const date = new Date().toISOString().slice(0, 10);
  const lines = [
    `Measured on ${date}: ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, load before the run ${loadBefore.toFixed(1)}; ${Math.round(seconds)} s in all.`,
    '',
    `**Delivery** of a digest of ${main.alone.pages} pages to ${channels} channels, half Slack, half Discord`,
    '',
    '| | seconds | the platforms’ own pace | ratio | first post after | 429s |',
    '| --- | --- | --- | --- | --- | --- |',
    deliveryRow('alone, jobs in PostgreSQL', main.alone),
    other
      ? deliveryRow('alone, jobs in Redis', other.alone)
      : `| alone, jobs in Redis | not measured: ${why} | | | | |`,
    deliveryRow(`while ${size.feeds} feeds are read and people press`, loaded.delivery),
    '',
    `**Press to acknowledgement**, ${size.presses * 2} presses a second`,
    '',
    '| | presses | p50 | p99 | longest | later than 3 s |',
    '| --- | --- | --- | --- | --- | --- |',
    ackRow('at rest', loaded.quiet),
    ackRow(`while ${channels} channels get a digest and ${size.feeds} feeds are read`, loaded.busy),
    `| ratio | | ${ratio(loaded.busy.p50, loaded.quiet.p50)} | ${ratio(loaded.busy.p99, loaded.quiet.p99)} | ${ratio(loaded.busy.most, loaded.quiet.most)} | |`,
    '',
    `The goal is a p99 below 100 ms, the platforms’ limit is 3 s. Up to ${loaded.busy.ownDelay.toFixed(0)} ms of the p99 may be the sandbox’s own. ${loaded.presses} different presses in all; ${redrawn(main)}`,
    '',
    '**Reading, memory, processor**',
    '',
    '| | |',
    '| --- | --- |',
    `| ${size.feeds} feeds of ${size.items} new items, alone | ${main.reading.toFixed(1)} s |`,
    `| the same while digests go out and people press | ${loaded.reading.toFixed(1)} s (ratio ${ratio(loaded.reading, main.reading)}) |`,
    `| memory idle | ${main.memory.idle.toFixed(0)} MB |`,
    `| memory at its peak | ${main.memory.most.toFixed(0)} MB (ratio ${ratio(main.memory.most, main.memory.idle)}) |`,
    `| processor time: a feed read | ${main.cost.feed.toFixed(0)} ms |`,
    `| a post | ${main.cost.post.toFixed(0)} ms |`,
    `| a press at rest, with the redraws that it causes | ${loaded.cost.toFixed(0)} ms |`,
    '',
    '**Queue backends side by side**',
    '',
    '| | PostgreSQL | Redis | ratio |',
    '| --- | --- | --- | --- |',
    side('rows a second, trivial work', jobs.postgres, jobs.redis, 0),
    side('delivery alone, seconds', lastOf(main.alone), other ? lastOf(other.alone) : why, 1),
    side('reading alone, seconds', main.reading, other ? other.reading : why, 1),
    side('memory at the end, MB', main.memory.after, other ? other.memory.after : why, 0),
  ];
  return lines.join('\n');
}

function redrawn({ loaded, verdict }: Round): string {
  const counted =
    verdict.lost.length + verdict.doubled.length === 0 ? 'every one was counted and shown' : 'see below';
  return `${counted}, in every copy ${loaded!.redrawn.toFixed(1)} s after the last.`;
}

function deliveryRow(name: string, delivery: Delivery): string {
  const { refused, first } = delivery;
  return `| ${name} | ${lastOf(delivery).toFixed(1)} | ${ideal(delivery).toFixed(1)} | ${ratio(lastOf(delivery), ideal(delivery))} | ${first.toFixed(1)} s | Slack ${refused.slack}, Discord ${refused.discord} |`;
}

function ackRow(name: string, { count, p50, p99, most, late }: Acks): string {
  return `| ${name} | ${count} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms | ${most.toFixed(1)} ms | ${late} |`;
}

function side(name: string, postgres: number, redis: number | string, digits: number): string {
  if (typeof redis === 'string')
    return `| ${name} | ${postgres.toFixed(digits)} | not measured: ${redis} | |`;
  return `| ${name} | ${postgres.toFixed(digits)} | ${redis.toFixed(digits)} | ${ratio(redis, postgres)} |`;
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2);
}

/** How busy this machine is with other things. */
export function load(): number {
  return loadavg()[0]!;
}
