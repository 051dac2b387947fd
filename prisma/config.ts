import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// For Prisma's command line only; the service never reads this. Paths are relative to this file.
// The CLI would fetch a native engine from a host that closed networks do not reach, even for `generate`:
// ours stands in for it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./schema-engine.mjs', import.meta.url));

export default defineConfig({
  schema: '.',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
