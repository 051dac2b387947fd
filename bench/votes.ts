import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { command } from './bot.ts';
import { type Spread, spreadOf, until } from './measure.ts';
import { openStage, type Stage } from './stage.ts';
import { type Delivery, deliver, read } from './steps.ts';
import type { Votes } from './voter.ts';
import { channelsOf, type Platform, platforms, type Size } from './world.ts';

const run = promisify(execFile);

/** One poll that many people answer at once, while a digest goes out to the same channels. */
export interface Election extends Spread {
  late: number;
  ownDelay: number;
  /** Seconds from the first vote to the last acknowledgement. */
  seconds: number;
  people: number;
  copies: number;
  /** Of the copy that was redrawn most often. */
  edits: number;
  /** Seconds from the last acknowledgement until every copy showed how many have answered. */
  shown: number;
  /** Milliseconds of processor time a vote, with the redraws and the digest beside it. */
  cost: number;
  refused: Record<Platform, number>;
  delivery: Delivery;
  lost: string[];
}

export interface Elections {
  both: Election;
  one: Election;
  complaints: Map<string, number>;
}

/** The issue's own numbers. */
const votes = 2_000;
const seconds = 10;
const people = 500;

const size: Size = { groups: 10, channels: 5, feeds: 50, items: 20, presses: 0, jobs: 0 };
const options = ['Dosimetry', 'Imaging', 'Clinical computing', 'Leadership'];

/** The same votes twice: from people of both platforms, and all from Slack. */
export async function playVotes(how: {
  flags: readonly string[];
  tell(line: string): void;
}): Promise<Elections> {
  const stage = await openStage(size, how);
  try {
    const both = await hold(stage, 1, platforms);
    how.tell(`voted on both platforms: ${both.seconds.toFixed(1)} s, p99 ${both.p99.toFixed(0)} ms`);
    const one = await hold(stage, 2, ['slack']);
    how.tell(`voted on Slack alone: ${one.seconds.toFixed(1)} s, p99 ${one.p99.toFixed(0)} ms`);
    return { both, one, complaints: stage.bot.complaints() };
  } finally {
    await stage.close();
  }
}

async function hold(stage: Stage, day: 1 | 2, on: readonly Platform[]): Promise<Election> {
  const { servers, records, bot } = stage;
  await servers.feeds.show(day);
  await read(stage);
  const poll = await ask(stage, day);
  const before = bot.cpu();
  const digest = deliver(stage, day);
  const given = await Promise.all(
    on.map((platform) =>
      servers[platform].elect({
        poll,
        votes: votes / on.length,
        rate: votes / seconds / on.length,
        people: people / on.length,
        channels: everywhere(platform),
      }),
    ),
  );
  const ended = performance.now();
  const last = Object.assign({}, ...given.map((one) => one.last)) as Votes['last'];
  const copies = await shown(stage, poll, Object.keys(last).length);
  const delay = (performance.now() - ended) / 1000;
  const delivery = await digest;
  const acks = given.flatMap(({ ackMs }) => ackMs);
  return {
    ...spreadOf(acks),
    late: sum(given, ({ late }) => late),
    ownDelay: Math.max(...given.map(({ ownDelay }) => ownDelay)),
    seconds: Math.max(...given.map((one) => one.seconds)),
    people: Object.keys(last).length,
    copies: copies.length,
    edits: Math.max(...copies.map(({ edits }) => edits)),
    shown: delay,
    cost: (bot.cpu() - before) / votes,
    refused: delivery.refused,
    delivery,
    lost: compare(last, await records.votes(poll)),
  };
}

/** Asks everybody, from a file as the office would, and waits until it stands everywhere. */
async function ask({ records, env }: Stage, day: number): Promise<number> {
  const file = join(records.folder, `poll-${day}.yaml`);
  const poll = {
    template: 'need',
    question: `What next, on day ${day}?`,
    options,
    groups: 'all',
    shows: 'always',
  };
  await writeFile(file, stringify(poll));
  await run(process.execPath, [command, 'needs', 'ask', file], { cwd: records.folder, env: { ...env } });
  await until('the poll', 60, async () => (await records.standing(day)) === size.groups * size.channels * 2);
  return day;
}

/** Waits until every copy says how many have answered. @returns the copies */
async function shown({ servers }: Stage, poll: number, voters: number) {
  const copies = async () => (await Promise.all(platforms.map((name) => servers[name].copies(poll)))).flat();
  await until('the redrawing of the poll', 60, async () =>
    (await copies()).every(({ text }) => text.includes(`${voters} people have answered`)),
  );
  return copies();
}

/** What was acknowledged and is not counted, or is counted and was not given. */
function compare(last: Votes['last'], counted: Record<string, number>): string[] {
  return options.flatMap((option) => {
    const given = Object.values(last).filter((chosen) => chosen === option).length;
    const there = counted[option] ?? 0;
    return given === there ? [] : [`${option}: ${there} are counted, ${given} were given`];
  });
}

function everywhere(platform: Platform): string[] {
  return Array.from({ length: size.groups }, (_, group) => channelsOf(size, platform, group)).flat();
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
