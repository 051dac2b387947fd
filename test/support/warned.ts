import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';

/** A warning of Node's, and when it came. */
export interface Warned {
  warning: Error & { code?: string };
  /** The test that ran at that moment, or had just ended, and its file. */
  test: string;
}

const untold: Warned[] = [];

// Files share a process, and this module: Node is listened to once.
process.on('warning', (warning) => {
  const { currentTestName = 'no test', testPath = 'no file' } = expect.getState();
  untold.push({ warning, test: `${currentTestName} (${testPath})` });
});

/** What is said of warnings: of each its name, code, words and stack, and when it came. */
export function complaint(warnings: readonly Warned[]): string {
  return warnings
    .map(({ warning: { name, code, message, stack = '' }, test }) => {
      const trace = /\n\s+at [\s\S]*/.exec(stack)?.[0] ?? '\n    (it has no stack)';
      return `Node warned in, or just after, ${test}:\n${name}${code ? ` [${code}]` : ''}: ${message}${trace}`;
    })
    .join('\n\n');
}

/**
 * Looks whether Node has warned of something since the last time.
 * @throws Error with the complaint if it has
 */
export async function failIfWarned(): Promise<void> {
  await setImmediate(); // Node tells of a warning a tick after it was given
  if (untold.length > 0) throw new Error(complaint(untold.splice(0)));
}
