import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from './bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Programs of the tests, of which one is started a hundred times. The operator's commands are run as they are shipped. */
const bundled = ['test/kills/bot.ts', 'test/jobs/process.ts'];
/** A program of the tests that loads little. */
const small = ['test/storage/user.ts'];

/**
 * For a process that lives for seconds: to make WebAssembly (Prisma's) fast in the background takes longer than all that it does,
 * and threads that collect garbage together wait for each other where the cores are taken.
 */
export const passing = ['--liftoff-only', '--single-threaded-gc'];

/** What Node runs of what was compiled. @param file a source of ours, `src/cli.ts` */
export function placeOf(folder: string, file: string): string {
  return join(folder, 'dist', file.replace(/\.ts$/, bundled.includes(file) ? '.cjs' : '.js'));
}

/** Compiles Lookout, and what tests run as processes of their own, into `folder/dist`. */
export async function compile(folder: string): Promise<void> {
  const settings = {
    extends: join(root, 'tsconfig.build.json'),
    compilerOptions: {
      outDir: join(folder, 'dist'),
      rootDir: root,
      // `npm run check` looks at the types; this is only to run.
      noCheck: true,
      types: [],
    },
    include: ['src', 'adapters', 'jobs', 'prisma', ...bundled, ...small].map((part) => join(root, part)),
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', folder]);
  // What compiled code looks for beside `dist`, as in a checkout.
  await mkdir(join(folder, 'src'));
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await cp(join(root, 'src/taxonomy'), join(folder, 'src/taxonomy'), { recursive: true });
  await cp(join(root, 'prisma/migrations'), join(folder, 'prisma/migrations'), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const compiled = (file: string) => join(folder, 'dist', file.replace(/\.ts$/, '.js'));
  await Promise.all(bundled.map((file) => bundle(compiled(file), placeOf(folder, file))));
}
