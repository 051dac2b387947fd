#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine`, which is fetched from a host that closed networks do not
// reach: the same command line and the same JSON-RPC over stdin and stdout, served by the WebAssembly build
// of the same engine over the `pg` driver. Development only. prisma/config.ts points Prisma's CLI here. This
// file needs its run bit.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { canConnect, createDatabase, dropDatabase } from './engine/admin.mjs';
import { serve } from './engine/rpc.mjs';

const words = process.argv.slice(2);
const all = (name) => words.flatMap((word, index) => (word === name ? [words[index + 1]] : []));
const datasource = JSON.parse(all('--datasource')[0] ?? '{}');
const url = datasource.url || process.env.DATABASE_URL;

if (words.includes('--version')) printVersion();
else if (words.includes('cli')) await doOnce(words[words.indexOf('cli') + 1]);
else
  await serve({
    url,
    shadowUrl: datasource.shadowDatabaseUrl,
    schemas: all('--datamodels').map((path) => [path, readFileSync(resolve(path), 'utf8')]),
  });

function printVersion() {
  const manifest = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/[^/\\]+$/, 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  console.log(`schema-engine-cli (wasm) ${version.split('.').pop()}`);
}

async function doOnce(deed) {
  const log = (level, fields) =>
    process.stderr.write(`${JSON.stringify({ level, target: 'schema_engine::logger', fields })}\n`);
  process.stderr.write('\n'); // the CLI drops the first line
  try {
    if (deed === 'can-connect-to-database') await canConnect(url);
    else if (deed === 'create-database') await createDatabase(url);
    else if (deed === 'drop-database') {
      await dropDatabase(url);
      log('INFO', { message: 'The database was successfully dropped.' });
    } else throw new Error(`The stand-in engine does not know "cli ${deed}".`);
  } catch (error) {
    const codes = { '3D000': 'P1003', '28P01': 'P1000', ECONNREFUSED: 'P1001', ENOENT: 'P1001' };
    const code = codes[error.code];
    log('ERROR', { message: error.message, ...(code ? { error_code: code } : {}) });
    process.exitCode = 1;
  }
}
