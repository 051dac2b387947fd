// The engine's conversation with Prisma's CLI: one JSON-RPC message a line.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { adapters } from './adapter.mjs';
import { createDatabase } from './admin.mjs';

const panic = { message: '' };

/** @param source `url`, `shadowUrl`, and `schemas`: pairs of path and text. */
export async function serve(source) {
  await load();
  const bound = bindMigrationAwareSqlAdapterFactory(adapters(source.url, source.shadowUrl));
  const models = source.schemas.length > 0 ? { datamodels: source.schemas } : {};
  let engine;

  async function answer({ id, method, params }) {
    if (method === 'createDatabase') return { databaseName: await createDatabase(source.url) };
    engine ??= await glue.SchemaEngine.new(models, () => {}, bound);
    const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
    if (method !== 'diff') return result ?? {};
    // The native engine prints a diff itself, by a request of its own to the CLI.
    if (result.stdout) say({ id: 1_000_000 + id, method: 'print', params: { content: result.stdout } });
    return { exitCode: result.exitCode, stdout: null };
  }

  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (!request.method) continue; // the answer to our "print"
    try {
      say({ id: request.id, result: await answer(request) });
    } catch (error) {
      say({
        id: request.id,
        error: complaint(bound.errorRegistry?.consumeError?.(error?.id)?.error ?? error),
      });
    }
  }
  process.exit(0); // the engine's connections would hold us
}

async function load() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panic.message = message;
    },
  };
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/[^/\\]+$/, 'schema_engine_bg.wasm');
  const wasm = await WebAssembly.instantiate(await readFile(path), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(wasm.instance.exports);
  wasm.instance.exports.__wbindgen_start();
}

const say = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

function complaint(error) {
  const data = {
    is_panic: false,
    message: plain(panic.message || (error?.message ?? String(error))),
    meta: error?.meta ?? null,
    ...(error?.code ? { error_code: error.code } : {}),
  };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}

/** The WebAssembly build cannot weigh what `migrate dev` is about to do. */
function plain(message) {
  if (!message.includes('must be provided through an external factory')) return message;
  return 'Here "migrate dev" does not work. Write a migration with: npm run migration -- --name what_changes';
}
