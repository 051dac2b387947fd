import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The bot, compiled. */
export interface Program {
  /** What Node runs. */
  file: string;
  remove(): Promise<void>;
}

/** Compiles the bot of the kill tests into a passing folder: it starts three times as fast as from source, and is started often. */
export async function buildBot(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-kills-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
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
    return { file: join(folder, 'dist/test/kills/bot.js'), remove };
  } catch (error) {
    await remove();
    throw new Error(`The bot could not be compiled.\n${(error as { stdout?: string }).stdout ?? ''}`, {
      cause: error,
    });
  }
}
