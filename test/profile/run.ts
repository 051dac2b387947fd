import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from './meter.ts';
import type { Whole } from './whole.ts';

// `npm run test:profile [-- vitest's arguments]`: runs the tests and says where processor time went.
const folder = await mkdtemp(join(tmpdir(), 'lookout-profile-'));
const began = performance.now();
const vitest = spawn('npx', ['vitest', 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, LOOKOUT_TEST_PROFILE: folder },
});
[process.exitCode] = (await once(vitest, 'exit')) as [number];
const wall = (performance.now() - began) / 1_000;
const lines = (await readFile(join(folder, 'files.jsonl'), 'utf8'))
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const whole = JSON.parse(await readFile(join(folder, 'whole.json'), 'utf8')) as Whole;
await rm(folder, { recursive: true });

const total = (of: (line: Line) => number) => lines.reduce((sum, line) => sum + of(line), 0);
const parts: [string, number][] = [
  ['tests themselves', total(({ own, load }) => own - load)],
  ['loading files of tests and what they import', total(({ load }) => load)],
  ['processes that tests start', total(({ processes }) => processes)],
  ['the shared browser', whole.browser],
  ['the shared database', whole.database],
  ["vitest's own process", whole.vitest],
];
const seconds = (value: number) => value.toFixed(1).padStart(7);
console.log(`\n${wall.toFixed(0)} s by the clock; seconds of processor time:`);
for (const [name, value] of parts) console.log(`${seconds(value)}  ${name}`);
console.log(`${seconds(parts.reduce((sum, [, value]) => sum + value, 0))}  together`);

const folders = Object.entries(groupBy(lines));
console.log('\nBy folder:  own  processes  wall');
const sum = (some: Line[], of: (line: Line) => number) => some.reduce((all, line) => all + of(line), 0);
const cost = (line: Line) => line.own + line.processes;
for (const [name, some] of folders.toSorted(([, a], [, b]) => sum(b, cost) - sum(a, cost)))
  console.log(
    `${seconds(sum(some, ({ own }) => own))}${seconds(sum(some, ({ processes }) => processes))}${seconds(sum(some, ({ wall }) => wall))}  ${name}`,
  );

console.log('\nThe twenty dearest files:  own  processes  wall');
for (const line of lines.toSorted((a, b) => cost(b) - cost(a)).slice(0, 20))
  console.log(`${seconds(line.own)}${seconds(line.processes)}${seconds(line.wall)}  ${line.file}`);

// What `npm run test:changed` reckons with.
if (process.argv.length === 2) {
  const costs = lines.map((line) => [line.file, Number(cost(line).toFixed(1))] as const);
  const file = new URL('../changed/costs.json', import.meta.url);
  const text = JSON.stringify(Object.fromEntries(costs.toSorted(([a], [b]) => (a < b ? -1 : 1))), null, 2);
  await writeFile(file, `${text}\n`);
}

/** By the folder under `test`. */
function groupBy(all: Line[]): Record<string, Line[]> {
  const groups: Record<string, Line[]> = {};
  for (const line of all) {
    const folder = line.file.split('/')[1]!;
    groups[folder] = [...(groups[folder] ?? []), line];
  }
  return groups;
}
