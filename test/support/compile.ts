import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles Lookout, and the bot of the kill tests, into `folder/dist`. */
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
    include: ['src', 'adapters', 'jobs', 'prisma', 'test/kills/bot.ts'].map((part) => join(root, part)),
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
}
