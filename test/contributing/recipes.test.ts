import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { follow, readRecipes } from './recipe.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const recipes = readRecipes(await readFile(join(root, 'CONTRIBUTING.md'), 'utf8'));
const blocks = [...recipes.values()].flat();
const copy = await mkdtemp(join(tmpdir(), 'lookout-recipes-'));
afterAll(() => rm(copy, { recursive: true, force: true }));

const parts = [
  'src',
  'adapters',
  'jobs',
  'prisma',
  'sandbox',
  'test',
  'bench',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
for (const part of parts) await cp(join(root, part), join(copy, part), { recursive: true });
await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
for (const block of blocks) await follow(copy, block);
await run('node_modules/prisma/build/index.js', 'generate', '--config', 'prisma/config.ts');

/** Runs a script of a package in the copy. @throws Error with what it printed */
async function run(script: string, ...words: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, script), ...words], { cwd: copy }).catch(
    ({ stdout, stderr }) => Promise.reject(new Error(`${script} ${words.join(' ')}\n${stdout}${stderr}`)),
  );
}

it('are there for a command, a queue, a field and a platform', () => {
  expect([...recipes.keys()]).toEqual([
    'Add a command',
    'Add a queue',
    'Add a field to an idea',
    'Add a platform',
  ]);
});

it('make something that type-checks', () => run('node_modules/typescript/bin/tsc', '--noEmit', '-p', copy));

// The tests that the recipes bring, and the one that says who may import whom, in the copy.
for (const path of [...blocks.map((block) => block.path), 'test/architecture.test.ts'])
  if (path.endsWith('.test.ts') && !path.includes('columns'))
    describe(path, async () => void (await import(pathToFileURL(join(copy, path)).href)));
