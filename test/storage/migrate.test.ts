import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../prisma/migrate.ts';
import { createDatabase } from '../support/database.ts';
import { sql } from '../support/sql.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await createDatabase({ empty: true });
  onTestFinished(drop);
  return url;
}

async function folderOf(migrations: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'lookout-migrations-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  for (const [name, text] of Object.entries(migrations)) {
    await mkdir(join(dir, name));
    await writeFile(join(dir, name, 'migration.sql'), text);
  }
  return dir;
}

const two = {
  '20260102000000_b': 'CREATE TABLE b (a_id INT REFERENCES a);',
  '20260101000000_a': "CREATE TABLE a (id INT PRIMARY KEY); -- it's one; not two\n",
};

it('applies what is due, in order, once', async () => {
  const url = await emptyDatabase();
  const dir = await folderOf(two);
  expect(await migrate(url, dir)).toEqual(['20260101000000_a', '20260102000000_b']);
  expect(await migrate(url, dir)).toEqual([]);
  await sql(url, 'insert into a values (1)');
  await mkdir(join(dir, '20260103000000_c'));
  await writeFile(join(dir, '20260103000000_c', 'migration.sql'), 'ALTER TABLE a ADD note TEXT;');
  expect(await migrate(url, dir)).toEqual(['20260103000000_c']);
  expect(await sql(url, 'select * from a')).toEqual([{ id: 1, note: null }]);
});

it('keeps nothing of a migration that fails, and all of those before it', async () => {
  const url = await emptyDatabase();
  const dir = await folderOf({ ...two, '20260103000000_c': 'CREATE TABLE c (id INT); SELECT 1 / 0;' });
  await expect(migrate(url, dir)).rejects.toThrow(
    '20260103000000_c failed, and nothing of it was kept: division by zero',
  );
  expect(
    await sql(url, "select to_regclass('b') is not null as b, to_regclass('c') is not null as c"),
  ).toEqual([{ b: true, c: false }]);
  await writeFile(join(dir, '20260103000000_c', 'migration.sql'), 'CREATE TABLE c (id INT);');
  expect(await migrate(url, dir)).toEqual(['20260103000000_c']);
});

it('does each once when several migrate at once', async () => {
  const url = await emptyDatabase();
  const dir = await folderOf(two);
  const done = await Promise.all([1, 2, 3, 4].map(() => migrate(url, dir)));
  expect(done.flat().sort()).toEqual(['20260101000000_a', '20260102000000_b']);
});

it('warns of edited and of unknown migrations, and goes on', async () => {
  const url = await emptyDatabase();
  const dir = await folderOf(two);
  await migrate(url, dir);
  await appendFile(join(dir, '20260101000000_a', 'migration.sql'), '\n-- edited');
  await rm(join(dir, '20260102000000_b'), { recursive: true });
  const heard: string[] = [];
  expect(await migrate(url, dir, (line) => heard.push(line))).toEqual([]);
  expect(heard).toEqual([
    'The migration 20260101000000_a was edited after it was applied here.',
    'The database knows the migration 20260102000000_b, which this version does not: a newer Lookout has used it.',
  ]);
});

it("agrees with Prisma's own command line, on our own migrations", async () => {
  const url = await emptyDatabase();
  const before = await prisma(url, ['migrate', 'status']);
  expect(before.printed).toContain('not yet been applied');
  expect((await migrate(url)).length).toBeGreaterThan(0);
  const after = await prisma(url, ['migrate', 'status']);
  expect(after.printed).toContain('Database schema is up to date');
  expect(after.code).toBe(0);
  const models = ['--from-config-datasource', '--to-schema', 'prisma', '--exit-code'];
  const difference = await prisma(url, ['migrate', 'diff', ...models]);
  expect(difference, 'the models differ from the migrations: npm run migration -- --name …').toMatchObject({
    code: 0,
  });
});

async function prisma(url: string, words: string[]): Promise<{ code: number; printed: string }> {
  const command = join(checkout, 'node_modules', 'prisma', 'build', 'index.js');
  const options = { cwd: checkout, env: { ...process.env, DATABASE_URL: url } };
  return await promisify(execFile)(
    process.execPath,
    [command, ...words, '--config', 'prisma/config.ts'],
    options,
  ).then(
    ({ stdout, stderr }) => ({ code: 0, printed: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, printed: stdout + stderr }),
  );
}
