import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, placeOf } from '../../support/compile.ts';

/** The bot, compiled. */
export interface Program {
  /** What Node runs. */
  file: string;
  remove(): Promise<void>;
}

/** Compiles the bot of the kill tests into a passing folder, where there is no run of tests to share it with (test/support/program.ts). */
export async function buildBot(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-kills-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await compile(folder);
    return { file: placeOf(folder, 'test/kills/bot.ts'), remove };
  } catch (error) {
    await remove();
    throw new Error(`The bot could not be compiled.\n${(error as { stdout?: string }).stdout ?? ''}`, {
      cause: error,
    });
  }
}
