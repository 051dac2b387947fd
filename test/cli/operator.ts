import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moveFeeds, openSandboxes, type Sandboxes } from '../../sandbox/sandboxes.ts';
import { run } from '../../src/cli/program.ts';
import { passing } from '../support/compile.ts';
import { createDatabase } from '../support/database.ts';
import { communityText } from '../support/open-app.ts';
import { compiled } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const loader = import.meta.resolve('tsx');

/** What a command of the operator said, and how it ended. */
export interface Said {
  code: number | null;
  out: string;
  err: string;
  all: string;
}

export interface Started {
  child: ChildProcess;
  said(): Omit<Said, 'code'>;
  /** Waits until its output matches. @throws Error when it ends before */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Said>;
}

/** Starts a source of ours, or a compiled file, as a process of its own, with this environment and no other. */
export function begin(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
): Started {
  const how = file.endsWith('.js') ? [file] : ['--import', loader, join(root, file)];
  const child = spawn(process.execPath, [...passing, ...how, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', TZ: 'Asia/Tokyo', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { out, err, said } = listen();
  child.stdout!.setEncoding('utf8').on('data', out.write);
  child.stderr!.setEncoding('utf8').on('data', err.write);
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, ...said() }));
  async function says(pattern: RegExp) {
    const over = ended.then(() => true);
    for (;;) {
      const found = pattern.exec(said().out);
      if (found) return found;
      if (await Promise.race([over, once(child.stdout!, 'data').then(() => false)]))
        throw new Error(`it ended without saying ${pattern}: ${said().all}`);
    }
  }
  return { child, said, says, ended };
}

/** Two streams, and what was written to them. */
function listen() {
  const pieces: { out: string[]; err: string[] } = { out: [], err: [] };
  return {
    out: { write: (piece: string) => void pieces.out.push(piece) },
    err: { write: (piece: string) => void pieces.err.push(piece) },
    said() {
      const [out, err] = [pieces.out.join(''), pieces.err.join('')];
      return { out, err, all: out + err };
    },
  };
}

/** An operator at a machine: sandboxes, an empty database, and a folder with a community file. */
export interface Desk {
  sandboxes: Sandboxes;
  databaseUrl: string;
  folder: string;
  /** The environment that finds the sandboxes and database. */
  env: Record<string, string>;
  /** The community of the fixtures, its feeds in the sandboxes. */
  file: string;
  /** Writes a community file that is the fixtures' with some words replaced. */
  write(name: string, ...replace: [string | RegExp, string][]): Promise<string>;
  /** Runs a command in this process, as the program does, with streams of its own. Files are to be named by their whole path. */
  lookout(args: readonly string[], env?: Record<string, string>): Promise<Said>;
  /** Starts the program as a process of its own, in the folder, in another zone than ours. */
  start(args: readonly string[], env?: Record<string, string>): Started;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-cli-'));
  const given = join(folder, 'given.yaml');
  await writeFile(given, communityText);
  const old = (name: string) => ({
    title: `An old DICOM article of the ${name}`,
    link: `https://news.test/${name}`,
    summary: '',
    published: new Date('2026-11-01T09:00:00Z'),
  });
  const feeds = [
    { path: 'journal.test/rss', title: 'Journal', format: 'rss' as const, articles: [old('journal')] },
    { path: 'policy.test/atom', title: 'Policy', format: 'atom' as const, articles: [old('policy')] },
  ];
  const sandboxes = await openSandboxes({ community: given, feeds, now: () => new Date() });
  const database = await createDatabase();
  const file = join(folder, 'community.yaml');
  await moveFeeds(given, file, sandboxes.feeds.url);
  const env = {
    ...{ ...sandboxes.env, DATABASE_URL: database.url, LOOKOUT_PORT: '0' },
    LOOKOUT_DATA_DIR: join(folder, '.lookout'),
  };
  const program = await compiled('src/cli.ts');
  const running = new Set<ChildProcess>();
  return {
    sandboxes,
    databaseUrl: database.url,
    folder,
    env,
    file,
    async write(name, ...replace) {
      const text = replace.reduce((all, [from, to]) => all.replace(from, to), await readFile(file, 'utf8'));
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    async lookout(args, more = env) {
      const { out, err, said } = listen();
      const code = await run(args, { environment: async () => more, out, err });
      return { code, ...said() };
    },
    start(args, more = env) {
      const started = begin(program, args, more, folder);
      running.add(started.child);
      void started.ended.then(() => running.delete(started.child));
      return started;
    },
    async close() {
      for (const child of running) child.kill('SIGKILL');
      await sandboxes.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a trace of the stack looks like. */
export const stack = /^\s+at .+[:(]\d+|node:internal|\.ts:\d+:\d+/m;
