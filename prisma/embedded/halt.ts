import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { surroundings } from './cluster.ts';
import type { Home } from './home.ts';
import type { Program } from './program.ts';
import { explain } from './trouble.ts';

const run = promisify(execFile);

/**
 * Stops the server. "fast" cuts connections and saves everything; "immediate", should that take too long,
 * leaves the mending to the next start and loses nothing either. `pg_ctl` does it the same way on every
 * system.
 */
export async function halt(home: Home, program: Program): Promise<void> {
  const stop = (mode: 'fast' | 'immediate', seconds: number) =>
    run(program.pgCtl, ['stop', '-D', home.data, '-m', mode, '-w', '-t', String(seconds)], {
      ...home.account,
      ...surroundings,
      cwd: '/',
    });
  try {
    await stop('fast', 6).catch(() => stop('immediate', 3));
  } catch (error) {
    const printed = (error as { stderr?: string }).stderr || String(error);
    if (/PID file .* does not exist|No such process/.test(printed)) return; // it has died by itself
    throw explain('The embedded database did not stop', printed, home.dir);
  }
}
