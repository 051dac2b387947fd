import { appendFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Line, used } from './meter.ts';

// Read before the file of tests is loaded: vitest runs set-up files first.
const begun = { ...used(), at: performance.now() };
let loaded = begun.own;

beforeAll(() => {
  loaded = used().own;
});

// Registered first, so run last.
afterAll(() => {
  const now = used();
  const line: Line = {
    file: relative(process.cwd(), expect.getState().testPath ?? ''),
    wall: (performance.now() - begun.at) / 1_000,
    load: loaded - begun.own,
    own: now.own - begun.own,
    processes: now.processes - begun.processes,
  };
  appendFileSync(join(process.env.LOOKOUT_TEST_PROFILE!, 'files.jsonl'), `${JSON.stringify(line)}\n`);
});
