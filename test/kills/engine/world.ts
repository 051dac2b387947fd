import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveFeeds, openSandboxes, type Sandboxes } from '../../../sandbox/sandboxes.ts';
import { applyFile } from '../../../src/apply.ts';
import { openDatabase } from '../../../src/db.ts';
import { type Gate, openGate } from './gate.ts';
import { type Host, type Life, openHost } from './life.ts';
import { articleOf, feedsBefore, paths } from './news.ts';
import { layTraps, type Traps } from './traps.ts';

/** Everything that outlives the bot: both platforms, the feeds, PostgreSQL, and the clock that all share. */
export interface World {
  sandboxes: Sandboxes;
  gate: Gate;
  traps: Traps;
  now(): Date;
  /** Sets the clock of the platforms and of the next life (ISO 8601). */
  set(instant: string): void;
  /** Lets so many milliseconds pass between two lives. */
  pass(milliseconds: number): void;
  /** Days (`2026-11-23`) on which the groups should have an edition. */
  days: string[];
  /** Numbers of the articles that were news. */
  published: number[];
  /** Puts so many new articles into the feeds, in turn. */
  publish(count: number): void;
  /** What happened, for whoever has to understand a failure. */
  history: string[];
  tell(line: string): void;
  /** Starts the bot, and waits until it is up. */
  live(): Promise<void>;
  /** Starts the bot, but does not wait for it. Called again before the kill, there are two of it, in each other's way. */
  quicken(): void;
  /**
   * Whether the next kill is a `kill -9` of the bot's process; else the life ends within a process that goes on (../bot.ts), which
   * looks the same from outside and costs a tenth. After each kill it is again as the world was made.
   */
  really: boolean;
  /** Ends all that live this very moment; `kill` has to follow. */
  strike(): void;
  kills(): number;
  /** How many of them were a `kill -9`. */
  realKills(): number;
  /**
   * The end of all that live, and of all traps, faults and holds.
   * @param how `why` for the history; `cut` as in Traps; `forget`: the reminders are lost too, as with a Redis that keeps nothing
   */
  kill(how: { why: string; cut?: boolean; forget?: boolean }): Promise<void>;
  /** What no life should ever write: errors, and whatever is no line of its log. */
  complaints: string[];
  close(): Promise<void>;
}

const usual = new URL('../community.yaml', import.meta.url);

/**
 * Makes a world in an empty database that has our tables; the community file is applied, nothing was read yet.
 * @param from where the clock begins (ISO 8601)
 * @param more `text`: of another community file than the usual one; `really`: every kill is a `kill -9`, as in the soaks
 */
export async function createWorld(
  program: string,
  databaseUrl: string,
  from: string,
  { text, really = false }: { text?: string; really?: boolean } = {},
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-kills-'));
  const community = join(folder, 'given.yaml');
  await writeFile(community, text ?? (await readFile(usual, 'utf8')));
  let offset = Date.parse(from) - Date.now();
  const now = () => new Date(Date.now() + offset);
  const feeds = feedsBefore(new Date(now().getTime() - 86_400_000));
  const sandboxes = await openSandboxes({ community, feeds, now });
  const gate = await openGate(sandboxes.feeds.url);
  await applyCommunity(databaseUrl, community, gate.url, now);
  const traps = await layTraps(databaseUrl);
  const env = { ...sandboxes.env, DATABASE_URL: databaseUrl, LOOKOUT_PORT: '0', LOOKOUT_LOG_LEVEL: 'warn' };

  // A process loads while another lives: that saves most of its start. A second one is there only for two bots at once.
  const open = () => openHost(program, env);
  let hosts: Host[] = [open()];
  let lives: Life[] = [];
  let kills = 0;
  let realKills = 0;
  const world: World = {
    sandboxes,
    gate,
    traps,
    now,
    set(instant) {
      offset = Date.parse(instant) - Date.now();
    },
    pass(milliseconds) {
      offset += milliseconds;
    },
    days: [],
    published: [],
    publish(count) {
      for (let left = count; left > 0; left -= 1) {
        const number = world.published.length + 1;
        world.published.push(number);
        // Not the feed that goes with the subject: each shall hold all subjects.
        sandboxes.feeds.publish(paths[Math.floor(number / 3) % paths.length]!, articleOf(number, now()));
      }
      world.tell(`${count} articles published`);
    },
    history: [],
    tell(line) {
      world.history.push(`${now().toISOString()}  ${line}`);
    },
    quicken() {
      hosts[lives.length] ??= open();
      lives.push(hosts[lives.length]!.begin(offset));
    },
    async live() {
      world.quicken();
      await lives.at(-1)!.up;
    },
    really,
    strike() {
      for (const one of world.really ? hosts : lives) one.strike();
    },
    kills: () => kills,
    realKills: () => realKills,
    async kill({ why, cut = false, forget = true }) {
      const dying = lives;
      lives = [];
      kills += 1;
      for (const one of world.really ? hosts : dying) one.strike();
      for (const one of world.really ? hosts : dying) await one.kill();
      world.complaints.push(...dying.flatMap((life) => life.wrote().filter(wrong)));
      if (world.really) {
        realKills += 1;
        world.complaints.push(...hosts.flatMap((host) => host.wrote()));
        hosts = [open()];
      }
      world.really = really;
      await traps.lift({ cut });
      gate.hold(undefined);
      sandboxes.slack.faults.clear();
      sandboxes.discord.faults.clear();
      for (const path of paths) sandboxes.feeds.mend(path);
      if (forget) await traps.client.query(forgetting);
      world.tell(`kill ${kills}: ${why}${cut ? ', cut' : ''}${forget ? '' : ', reminders kept'}`);
    },
    complaints: [],
    async close() {
      for (const host of hosts)
        await host.kill().catch((error: Error) => world.complaints.push(error.message));
      world.complaints.push(...hosts.flatMap((host) => host.wrote()));
      await traps.close();
      await gate.close();
      await sandboxes.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** A process that was killed early may not have made BullMQ's tables yet. */
const forgetting = `DO $$ BEGIN IF to_regclass('bullmq.job') IS NOT NULL THEN DELETE FROM bullmq.job; END IF; END $$`;

async function applyCommunity(
  databaseUrl: string,
  community: string,
  feeds: string,
  now: () => Date,
): Promise<void> {
  const { db, close } = openDatabase(databaseUrl, 2);
  try {
    const file = `${community}.moved`;
    await moveFeeds(community, file, feeds);
    await applyFile({ db, now }, file);
  } finally {
    await close();
  }
}

/** Warnings are what faults and kills must leave behind; pino's level for errors is 50. Slack's SDK cries when a socket breaks. */
function wrong(line: string): boolean {
  try {
    const { level, msg } = JSON.parse(line) as { level: number; msg: string };
    return level >= 50 && !msg.startsWith('WebSocket error');
  } catch {
    return true;
  }
}
