import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { canEnter } from '../../prisma/embedded/account.ts';
import type { Wish } from '../../prisma/embedded/start.ts';
import { passing } from '../support/compile.ts';
import { compiled } from '../support/program.ts';
import { net } from '../support/until.ts';

export type Started = { url: string; adopted: boolean; cold: boolean };
export type User = {
  /** Resolves when the database is open, rejects with the words of the trouble. */
  started: Promise<Started>;
  /** What it was told since. */
  heard: string[];
  stop(): Promise<void>;
  kill(): Promise<void>;
};

const program = await compiled('test/storage/user.ts');
const checkout = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Another process that uses the database in `dir`, as another account if asked. Killed at the end of the
 * test if it still lives.
 */
export function use(dir: string, options: Partial<Wish> & { uid?: number } = {}): User {
  const { uid, ...wish } = options;
  const child = fork(program, [JSON.stringify({ dir, durable: false, silenceMs: net, ...wish })], {
    cwd: checkout,
    execArgv: passing,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const heard: string[] = [];
  let complaints = '';
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => {
    complaints += piece;
  });
  const ended = once(child, 'exit');
  const started = new Promise<Started>((resolve, reject) => {
    child.on('message', (message: Partial<Started> & { trouble?: string; log?: string }) => {
      if (message.log) heard.push(message.log);
      if (message.trouble) reject(new Error(message.trouble));
      if (message.url) resolve(message as Started);
    });
    child.once('exit', () => reject(new Error('It ended before its database was open.')));
  });
  started.catch(() => {}); // a test may kill it without looking
  const kill = () => end(child, ended, () => child.kill('SIGKILL'));
  onTestFinished(async () => {
    await kill();
    expect(complaints).not.toContain('(node:'); // a warning of Node's
  });
  return { started, heard, kill, stop: () => end(child, ended, () => child.send('stop')) };
}

async function end(child: ChildProcess, ended: Promise<unknown>, act: () => void): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) act();
  await ended;
}

/**
 * A passing folder with a space and foreign letters in its path; the server in it, if one is left, is
 * killed at the end.
 */
export async function folder(options: { mode?: number; owner?: number } = {}): Promise<string> {
  const outer = await mkdtemp(join(tmpdir(), 'lookout größe żółw '));
  await chmod(outer, options.mode ?? 0o711);
  if (options.owner !== undefined) await chown(outer, options.owner, options.owner);
  const dir = join(outer, 'postgres');
  onTestFinished(async () => {
    const away = await awayFrom(dir);
    for (const place of away ? [dir, away] : [dir]) {
      const pid = await serverPid(place);
      if (pid && pid < 2 ** 22) sendKill(pid);
      await rm(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    }
    await rm(outer, { recursive: true, force: true });
  });
  return dir;
}

/** Where root's data went when the server's account could not enter the folder. */
export async function awayFrom(dir: string): Promise<string | undefined> {
  const words = await readFile(join(dir, 'WHERE-THE-DATA-IS.txt'), 'utf8').catch(() => '');
  return /\/var\/tmp\/lookout-[0-9a-f]+/.exec(words)?.[0];
}

/** The process id of the server in that folder, as it wrote it down. */
export async function serverPid(dir: string): Promise<number | undefined> {
  const text = await readFile(join(dir, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number.parseInt(text, 10) || undefined;
}

function sendKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

export const isRoot = process.getuid?.() === 0;

/** Why a process of that account could not even run our code; undefined if it could. */
export async function whyNot(uid: number): Promise<string | undefined> {
  if (!isRoot) return 'only root can start processes of other accounts';
  const account = { uid, gid: uid };
  for (const dir of [checkout, dirname(process.execPath)])
    if (!(await canEnter(account, dir))) return `other accounts cannot enter ${dir}`;
  return undefined;
}
