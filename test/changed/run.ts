import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { chooseTests, type TestFile } from './choose.ts';

// `npm run test:changed [-- COMMIT]`: of what was changed since a commit (left out, since the upstream branch), runs the tests that speak
// of it, for less than a minute, and says which others it leaves to CI. .githooks/pre-push calls it.

/** Processor time for tests; compiling, the database and the loading of files come to it. */
const SECONDS = 40;
const costs = JSON.parse(readFileSync(new URL('costs.json', import.meta.url), 'utf8')) as Record<
  string,
  number
>;
const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();

const base = process.argv[2] ?? upstream();
const fresh = lines(git('ls-files', '--others', '--exclude-standard'));
const changed = [...lines(git('diff', '--name-only', base)), ...fresh];
const tests = [
  ...lines(git('ls-files', 'test/*.test.ts')).filter((path) => existsSync(path)),
  ...fresh.filter((path) => path.endsWith('.test.ts')),
].map((path): TestFile => ({ path, imports: importsOf(path), seconds: costs[path] ?? 5 }));
const { run, left } = chooseTests(changed, tests, SECONDS);
console.log(
  `${changed.length} files changed since ${base.slice(0, 10)}: ${run.length} of ${run.length + left.length} files of tests are run.`,
);
if (left.length > 0) console.log(`Left to CI: ${left.join(' ')}`);
const files = [...new Set(['test/architecture.test.ts', ...run])];
const vitest = spawn('npx', ['vitest', 'run', ...files], { stdio: 'inherit' });
[process.exitCode] = (await once(vitest, 'exit')) as [number];

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}

/** Where this branch left the one it is to go to; without one, the last commit. */
function upstream(): string {
  try {
    return git('merge-base', 'HEAD', '@{upstream}');
  } catch {
    return 'HEAD~1';
  }
}

function importsOf(path: string): string[] {
  if (!existsSync(path)) return [];
  return [...readFileSync(path, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, to]) =>
    posix.join(posix.dirname(path), to!),
  );
}
