import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { passing } from './test/support/compile.ts';

/** What takes long begins first: else all wait in the end for one file alone. Where tests are shuffled, files are too. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shuffle, seed } = this.ctx.config.sequence;
    if (shuffle) {
      const place = ({ moduleId }: TestSpecification) =>
        createHash('sha1').update(`${seed} ${moduleId}`).digest('hex');
      return files.toSorted((a, b) => place(a).localeCompare(place(b)));
    }
    const sorted = await super.sort(files);
    const long = ({ moduleId }: TestSpecification) =>
      /test\/(kills|conformance|contributing|sandbox\/demo|jobs|cli)/.test(moduleId);
    return [...sorted.filter(long), ...sorted.filter((file) => !long(file))];
  }
}

/** By `npm run test:profile`. */
const profiled = process.env.LOOKOUT_TEST_PROFILE !== undefined;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      ...['postgres', 'redis', 'browser', 'program'].map((name) => `test/support/${name}.ts`),
      ...(profiled ? ['test/profile/whole.ts'] : []),
    ],
    setupFiles: [
      ...(profiled ? ['test/profile/cost.ts'] : []),
      'test/support/warnings.ts',
      'test/support/undici.ts',
    ],
    pool: 'forks',
    // A fifth of all processor time: see there.
    execArgv: passing,
    // Files share a process, and with it what was loaded: half of the time went into loading the house anew for each.
    isolate: false,
    sequence: { sequencer: LongFirst },
    // On two cores vitest would use one; our slow tests mostly wait for processes, so three keep two cores busy.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // A net against hanging, nothing more: no verdict depends on how fast the machine is.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 120_000, interval: 10 } },
  },
});
