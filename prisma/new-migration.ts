import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmbedded } from './embedded/start.ts';

// `npm run migration -- --name what_changes` writes the SQL between the migrations so far and the models as
// they are now. It works against a passing database of its own, asks nothing and applies nothing: read the
// SQL, then let the tests or `lookout start` apply it.

const prisma = fileURLToPath(new URL('.', import.meta.url));
const migrations = join(prisma, 'migrations');
const name = parseArgs({ options: { name: { type: 'string' } } }).values.name ?? '';

if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Say in lower-case letters what changes: npm run migration -- --name add_polls');
  process.exit(2);
}

await mkdir(migrations, { recursive: true });
await writeFile(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n');
const sql = await difference();
if (/^-- This is an empty migration/m.test(sql)) {
  console.log('The models and the migrations agree. There is nothing to write.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const dir = join(migrations, `${stamp}_${name}`);
  await mkdir(dir);
  await writeFile(join(dir, 'migration.sql'), sql);
  console.log(`Written: prisma/migrations/${stamp}_${name}/migration.sql. Read it before you commit it.`);
}

async function difference(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'lookout-migration-'));
  await chmod(dir, 0o711);
  const server = await startEmbedded({ dir: join(dir, 'postgres'), durable: false });
  try {
    return await diff(server.url);
  } finally {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

function diff(url: string): Promise<string> {
  const words = ['prisma', 'migrate', 'diff', '--config', join(prisma, 'config.ts'), '--script'];
  const between = ['--from-migrations', migrations, '--to-schema', prisma];
  const child = spawn('npx', [...words, ...between], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(printed) : reject(new Error('Prisma could not compare them.')),
    );
  });
}
