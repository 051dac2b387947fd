import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { compile, placeOf } from './compile.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder for the compiled program of this run. */
    program: string;
  }
}

/** Makes room for the compiled program; it is compiled by the first test that wants it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-program-'));
  await chmod(folder, 0o755); // processes of other accounts are started from it, too
  project.provide('program', folder);
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Lookout compiled, once a run: it starts twice as fast as from source, and is started often.
 * @param file a source of ours, `src/cli.ts`
 * @returns what Node runs
 */
export async function compiled(file: string): Promise<string> {
  const folder = inject('program');
  await once(folder);
  return placeOf(folder, file);
}

/** The first who comes compiles, in whichever process; the others wait. */
async function once(folder: string): Promise<void> {
  const [done, failed] = [join(folder, 'done'), join(folder, 'failed')];
  const first = await mkdir(join(folder, 'begun')).then(
    () => true,
    () => false,
  );
  if (first) {
    await compile(folder).then(
      () => writeFile(done, ''),
      async (error: { stdout?: string }) => {
        await writeFile(failed, '');
        throw new Error(`Lookout could not be compiled.\n${error.stdout ?? ''}`, { cause: error });
      },
    );
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error('Lookout could not be compiled; another test says why.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
