import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

// `npm run test:loaded [-- vitest's arguments]`: runs the tests while four busy loops want the processor too. What passes alone and
// not here has a limit that a slow machine decides.

const LOOPS = 4;
/** A loop looks now and then whether its parent still lives: nobody shall have to find and end it by hand. */
const loop = `
  const parent = process.ppid;
  for (;;) {
    for (const until = Date.now() + 500; Date.now() < until; );
    if (process.ppid !== parent) process.exit();
  }`;

const loops: ChildProcess[] = Array.from({ length: LOOPS }, () =>
  spawn(process.execPath, ['-e', loop], { stdio: 'ignore' }),
);
const began = performance.now();
const tests = spawn('npx', ['vitest', 'run', ...process.argv.slice(2)], { stdio: 'inherit' });
const [code] = (await once(tests, 'exit')) as [number | null];
const ended = loops.filter(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null).length;
for (const one of loops) one.kill('SIGKILL');
const seconds = ((performance.now() - began) / 1_000).toFixed(0);
console.log(
  `${seconds} s with ${LOOPS} busy loops beside it${ended > 0 ? `, of which ${ended} ended early` : ''}.`,
);
process.exitCode = ended > 0 ? 1 : (code ?? 1);
