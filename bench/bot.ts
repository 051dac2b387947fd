import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
/** The operator's commands, compiled. */
export const command = `${root}dist/src/cli.js`;

/** Lookout as `npm start` runs it: compiled, in a process of its own. */
export interface Bot {
  /** Resident memory in MB: now, and the most so far. */
  memory(): Promise<{ now: number; most: number }>;
  /** Milliseconds of processor time used so far, all threads; NaN where the system does not tell. */
  cpu(): number;
  /** What it logged as warning or error: each sentence, and how often. */
  complaints(): Map<string, number>;
  stop(): Promise<void>;
}

/** Compiles Lookout into `dist/`. */
export async function build(): Promise<void> {
  await run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.build.json'], {
    cwd: root,
  });
}

/** `lookout apply`. */
export async function apply(env: Record<string, string>, folder: string, file: string): Promise<void> {
  await run(process.execPath, [command, 'apply', file], { cwd: folder, env: around(env), maxBuffer: 1e8 });
}

/**
 * `lookout start`; resolves when it says that it is up.
 * @param folder where it runs: a folder without an `.env`
 * @param flags for Node, such as `--cpu-prof`
 */
export async function startBot(
  env: Record<string, string>,
  folder: string,
  flags: readonly string[] = [],
): Promise<Bot> {
  const child = spawn(process.execPath, [...flags, command, 'start'], {
    cwd: folder,
    env: around(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const said = new Map<string, number>();
  const up = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const { level, msg, ...more } = JSON.parse(line) as { level: number; msg: string };
      if (msg === 'Lookout is up') resolve();
      if (level < 40) return;
      const sentence = `${msg} ${reasonIn(more)}`.trim();
      said.set(sentence, (said.get(sentence) ?? 0) + 1);
    });
    gone.then(() => reject(new Error(`Lookout ended:\n${[...said.keys()].join('\n')}`)));
  });
  up.catch(() => undefined);
  await up;

  let most = 0;
  // Where there is no /proc only what is seen now and then is known.
  const looking = setInterval(() => void memory(), 1_000);
  async function memory() {
    const file = `/proc/${child.pid}/status`;
    const status = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status ?? '')?.[1]) / 1024;
    const now = status
      ? read('VmRSS')
      : Number((await run('ps', ['-o', 'rss=', '-p', String(child.pid)])).stdout) / 1024;
    most = Math.max(most, now, status ? read('VmHWM') : 0);
    return { now, most };
  }

  return {
    memory,
    cpu() {
      const file = `/proc/${child.pid}/stat`;
      if (!existsSync(file)) return Number.NaN;
      const fields = readFileSync(file, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10; // Linux counts hundredths of a second
    },
    complaints: () => said,
    async stop() {
      clearInterval(looking);
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Nothing of the caller's environment but what a program needs to run. */
export function around(env: Record<string, string>): Record<string, string> {
  return { PATH: process.env.PATH ?? '', ...env };
}

function reasonIn(more: Record<string, unknown>): string {
  const { why, trouble, problem, err } = more as { err?: { message?: string } } & Record<string, string>;
  // Which row it was is of no account here.
  return (why ?? trouble ?? problem ?? err?.message ?? '').slice(0, 200).replace(/\d{2,}|(?<=row-)\d+/g, '…');
}
