import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Presses } from './presser.ts';
import type { Shown, Standing } from './side.ts';
import type { Election, Votes } from './voter.ts';
import type { Size } from './world.ts';

/** A platform's sandbox in a process of its own. */
export interface PlatformServer {
  env: Record<string, string>;
  standing(): Promise<Standing[]>;
  shown(): Promise<Shown[]>;
  refused(): Promise<number>;
  startPressing(how: { rate: number; channels: readonly string[] }): Promise<void>;
  stopPressing(): Promise<Presses>;
  elect(election: Election): Promise<Votes>;
  copies(poll: number): Promise<{ text: string; edits: number }[]>;
}

export interface Servers {
  slack: PlatformServer;
  discord: PlatformServer;
  feeds: { url: string; show(batch: number): Promise<void> };
  close(): Promise<void>;
}

/** Starts Slack, Discord and the feeds, each in its own process. */
export async function startServers(size: Size): Promise<Servers> {
  const children: ChildProcess[] = [];
  async function start(role: string) {
    const file = new URL('./server.ts', import.meta.url);
    const child = fork(file, [role, JSON.stringify(size)], { execArgv: ['--import', 'tsx'] });
    children.push(child);
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error(`the sandbox for ${role} did not start`);
      }),
    ]);
    return caller(child);
  }
  async function platform(role: string): Promise<PlatformServer> {
    const call = await start(role);
    return {
      env: await call('env'),
      standing: () => call('standing'),
      shown: () => call('shown'),
      refused: () => call('refused'),
      startPressing: (how) => call('startPressing', how),
      stopPressing: () => call('stopPressing'),
      elect: (election) => call('elect', election),
      copies: (poll) => call('copies', poll),
    };
  }
  try {
    const [slack, discord, feeds] = await Promise.all([
      platform('slack'),
      platform('discord'),
      start('feeds'),
    ]);
    return {
      slack,
      discord,
      feeds: { url: await feeds('url'), show: (batch) => feeds('show', batch) },
      close: () => end(children),
    };
  } catch (error) {
    await end(children);
    throw error;
  }
}

async function end(children: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map(async (child) => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    }),
  );
}

/** Asks a child for things, one answer for each. */
function caller(child: ChildProcess) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  return <T>(verb: string, argument?: unknown) =>
    new Promise<T>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: resolve as (value: unknown) => void, reject });
      child.send({ id: last, verb, argument });
    });
}
