import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['postgres', 'redis', 'chromium', 'program'].map((name) => `test/support/${name}.ts`),
    pool: 'forks',
    // Files share a process, and with it what was loaded: half of the time went into loading the house anew for each.
    isolate: false,
    // On two cores vitest would use one; our slow tests mostly wait for processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 30_000,
    teardownTimeout: 15_000,
  },
});
