import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Runs the files beside test/fixtures/warnings/vitest.config.ts as all tests are run. */
function run(): Promise<{ code: number; report: Report }> {
  const words = ['run', '--config', 'test/fixtures/warnings/vitest.config.ts', '--reporter', 'json'];
  const env = { ...process.env, VITEST: undefined, LOOKOUT_TEST_PROFILE: undefined };
  return new Promise((done) => {
    execFile(process.execPath, ['node_modules/vitest/vitest.mjs', ...words], { env }, (error, out) =>
      done({ code: Number(error?.code ?? 0), report: JSON.parse(out) as Report }),
    );
  });
}

describe('a warning of Node', () => {
  let code: number;
  let report: Report;
  beforeAll(async () => {
    ({ code, report } = await run());
  });

  const fileOf = (name: string) => report.testResults.find((file) => basename(file.name) === name)!;
  const testOf = (title: string) =>
    fileOf('first.spec.ts').assertionResults.find((test) => test.title === title)!;

  it('fails the run', () => {
    expect(code).toBe(1);
  });

  it('fails the test that was warned of something, with the words and the way to them', () => {
    const { status, failureMessages } = testOf('calls what is deprecated');
    expect(status).toBe('failed');
    expect(failureMessages).toHaveLength(1);
    expect(failureMessages[0]).toMatch(
      /Node warned in, or just after, calls what is deprecated \(\S+first\.spec\.ts\):\nDeprecationWarning \[DEP_OURS\]: This way is old\.\n\s+at .*first\.spec\.ts:\d+/,
    );
  });

  it('is also one of too many listeners', () => {
    const { status, failureMessages } = testOf('leaks listeners');
    expect(status).toBe('failed');
    expect(failureMessages.join()).toContain(
      'MaxListenersExceededWarning: Possible EventEmitter memory leak',
    );
  });

  it('fails no other test', () => {
    expect(testOf('is calm').status).toBe('passed');
    expect(testOf('is calm again').status).toBe('passed');
    expect(fileOf('second.spec.ts').status).toBe('passed');
  });

  it('fails the file when it comes as the file is put away', () => {
    expect(fileOf('first.spec.ts').message).toContain('Warning: Too late.');
  });
});
