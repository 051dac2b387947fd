import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moveFeeds, type Stage, setStage } from '../../sandbox/stage.ts';
import { passing } from '../support/compile.ts';
import { createDatabase } from '../support/database.ts';
import { communityText } from '../support/house.ts';
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
  ended: Promise<Said>;
}

/** Starts a source of ours, or a compiled file, as a process of its own, with this environment and no other. */
export function begin(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
): Started {
  const how = file.endsWith('.js') ? [...passing, file] : ['--import', loader, join(root, file)];
  const child = spawn(process.execPath, [...how, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', TZ: 'Asia/Tokyo', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pieces: { out: string[]; err: string[] } = { out: [], err: [] };
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => void pieces.out.push(piece));
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => void pieces.err.push(piece));
  const said = () => {
    const [out, err] = [pieces.out.join(''), pieces.err.join('')];
    return { out, err, all: out + err };
  };
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, ...said() }));
  return { child, said, ended };
}

/** An operator at a machine: a stage, an empty database, and a folder with a community file. */
export interface Desk {
  stage: Stage;
  databaseUrl: string;
  folder: string;
  /** The environment that finds stage and database. */
  env: Record<string, string>;
  /** The community of the fixtures, its feeds on the stage. */
  file: string;
  /** Writes a community file that is the fixtures' with some words replaced. */
  write(name: string, ...replace: [string | RegExp, string][]): Promise<string>;
  lookout(args: readonly string[], env?: Record<string, string>): Promise<Said>;
  start(env?: Record<string, string>): Started;
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
  const stage = await setStage({ community: given, feeds, now: () => new Date() });
  const database = await createDatabase();
  const file = join(folder, 'community.yaml');
  await moveFeeds(given, file, stage.feeds.url);
  const env = { ...stage.env, DATABASE_URL: database.url, LOOKOUT_PORT: '0' };
  const program = await compiled('src/cli.ts');
  const running = new Set<ChildProcess>();
  const run = (args: readonly string[], more: Record<string, string>) => {
    const started = begin(program, args, more, folder);
    running.add(started.child);
    void started.ended.then(() => running.delete(started.child));
    return started;
  };
  return {
    stage,
    databaseUrl: database.url,
    folder,
    env,
    file,
    async write(name, ...replace) {
      const text = replace.reduce((all, [from, to]) => all.replace(from, to), await readFile(file, 'utf8'));
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    lookout: (args, more = env) => run(args, more).ended,
    start: (more = env) => run(['start'], more),
    async close() {
      for (const child of running) child.kill('SIGKILL');
      await stage.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a trace of the stack looks like. */
export const stack = /^\s+at .+[:(]\d+|node:internal|\.ts:\d+:\d+/m;
