import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { moveFeeds, openSandboxes } from '../sandbox/sandboxes.ts';
import { used } from '../test/profile/meter.ts';
import { apply, around, build, command, startBot } from './bot.ts';
import { quantile } from './measure.ts';
import { load } from './report.ts';
import { freePort } from './stage.ts';

// npm run bench:start [-- --runs N]: how long commands and the service take to start. See README.md beside this file.

/** What a start took, in milliseconds: by the clock, and of Node's processor time, all threads. */
interface Took {
  wall: number;
  cpu: number;
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new RangeError('--runs wants a number from 1');
const example = fileURLToPath(new URL('../examples/medical-physics-society.yaml', import.meta.url));
const loadBefore = load();

await build();
const folder = await mkdtemp(join(tmpdir(), 'lookout-bench-'));
await chmod(folder, 0o711); // as root, the server's account must get in
const sandboxes = await openSandboxes({ community: example, feeds: [], now: () => new Date() });
try {
  const file = join(folder, 'community.yaml');
  await moveFeeds(example, file, sandboxes.feeds.url);
  const port = await freePort();
  const env = { ...sandboxes.env, LOOKOUT_DATA_DIR: folder, LOOKOUT_PORT: String(port) };
  // Makes the database and fills it: what is measured is a start like any other.
  await apply(env, folder, file);
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}`;
  console.log(`${machine}, load before the run ${loadBefore.toFixed(1)}; ${runs} runs of each.\n`);
  console.log('| | least | median | processor time, least | goal |');
  console.log('| --- | --- | --- | --- | --- |');
  await measure('`--help`', '0.4 s', () => runOnce(['--help'], {}));
  await measure('`slack manifest`', '', () => runOnce(['slack', 'manifest'], {}));
  await measure('`apply --dry-run`, its database started and stopped', '', () =>
    runOnce(['apply', file, '--dry-run'], env),
  );
  await measure('`start`, until `/readyz` says yes', '2 s', () => untilReady(env, port));
} finally {
  await sandboxes.close();
  await rm(folder, { recursive: true, force: true });
}

/** Prints a row of the table. */
async function measure(what: string, goal: string, once: () => Promise<Took>): Promise<void> {
  const took: Took[] = [];
  for (let run = 0; run < runs; run += 1) took.push(await once());
  const seconds = (of: 'wall' | 'cpu', share: number) => {
    const all = took.map((one) => one[of]);
    return `${(quantile(all, share) / 1_000).toFixed(2)} s`;
  };
  const figures = [seconds('wall', 0), seconds('wall', 0.5), seconds('cpu', 0)];
  console.log(`| ${what} | ${figures.join(' | ')} | ${goal} |`);
}

/** Runs a command to its end. @throws Error when it does not end well */
async function runOnce(args: readonly string[], env: Record<string, string>): Promise<Took> {
  const [began, before] = [performance.now(), used().processes];
  const child = spawn(process.execPath, [command, ...args], {
    ...{ cwd: folder, env: around(env) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`lookout ${args.join(' ')} ended with ${code}`);
  return { wall: performance.now() - began, cpu: (used().processes - before) * 1_000 };
}

/** Starts the service, and stops it when it is ready. @throws Error when it is up and not ready */
async function untilReady(env: Record<string, string>, port: number): Promise<Took> {
  const began = performance.now();
  const bot = await startBot(env, folder);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    const took = { wall: performance.now() - began, cpu: bot.cpu() };
    if (!answer.ok) throw new Error(`Lookout is not ready: ${await answer.text()}`);
    return took;
  } finally {
    await bot.stop();
  }
}
