#!/usr/bin/env node
import module from 'node:module';

// Where Node can (22.1 and newer), a start finds what the one before it has compiled. First, since it serves what is loaded behind it.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

void import('./cli/program.ts').then(async ({ run }) => {
  process.exitCode = await run(process.argv.slice(2), {
    // Only what has settings loads what reads them.
    environment: async () => (await import('./config.ts')).environment(),
    out: process.stdout,
    err: process.stderr,
  });
});
