import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Home } from './home.ts';
import type { Program } from './program.ts';
import { initArguments } from './settings.ts';
import { DatabaseTrouble, explain } from './trouble.ts';

const run = promisify(execFile);

/**
 * The little that the server may see of our environment: its locale and clock must not depend on who starts
 * it. Windows needs more, and gets all.
 */
export const surroundings =
  process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };

/**
 * Makes the data folder where there is none yet, and a password in a file that only we may read.
 * @returns whether it was made now.
 */
export async function ensureCluster(home: Home, program: Program, durable: boolean): Promise<boolean> {
  const made = await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(ifMissing(home.data));
  if (made === undefined) {
    await initialise(home, program, durable).catch(async (error: Error & { stderr?: string }) => {
      await clearAway(home);
      throw explain('The embedded database could not be set up', error.stderr || String(error), home.dir);
    });
    return true;
  }
  if (program.major !== '0' && made.trim() !== program.major)
    throw new DatabaseTrouble(
      `The data in ${home.data} was made by PostgreSQL ${made.trim()}, but this Lookout brings PostgreSQL ${program.major}. Go back to the Lookout that made it, or move that folder away to start with an empty database.`,
    );
  return false;
}

/** The password of the server's only account. */
export async function readPassword(home: Home): Promise<string> {
  return await readFile(home.password, 'utf8').then(
    (text) => text.trim(),
    async (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT')
        throw new DatabaseTrouble(
          `The file ${home.password} is missing, and the database does not open without it. Put it back from a copy, or move ${home.dir} away to start with an empty database.`,
        );
      const owner = await stat(home.dir).then((found) => `uid ${found.uid}`);
      throw new DatabaseTrouble(
        `The database in ${home.dir} belongs to another user (${owner}). Run Lookout as that user, or set LOOKOUT_DATA_DIR to a folder of your own.`,
        { cause: error },
      );
    },
  );
}

async function initialise(home: Home, program: Program, durable: boolean): Promise<void> {
  // Renamed when complete: a kill in between leaves no half database. Never the same name twice: the `initdb`
  // of a killed process may still be at work, and clears its folder when it fails.
  await clearAway(home);
  const fresh = `${home.data}.new-${randomBytes(4).toString('hex')}`;
  const passing = `${fresh}.password`;
  await mkdir(fresh, { mode: 0o700 });
  const password = `${randomBytes(24).toString('base64url')}\n`;
  await writeFile(passing, password, { mode: 0o600, flag: 'wx' });
  await give(fresh, home.account);
  await give(passing, home.account);
  await run(program.initdb, initArguments(fresh, passing, durable), {
    ...home.account,
    ...surroundings,
    cwd: '/',
  });
  await rm(passing);
  await rm(home.password, { force: true });
  await writeFile(home.password, password, { mode: 0o600, flag: 'wx' });
  await rename(fresh, home.data);
}

/** What earlier attempts left behind. What cannot be removed yet goes at the next start. */
async function clearAway(home: Home): Promise<void> {
  const left = (await readdir(home.dir)).filter((name) => name.startsWith('data.new-'));
  await Promise.all(
    left.map((name) => rm(join(home.dir, name), { recursive: true, force: true }).catch(() => {})),
  );
}

async function give(path: string, account: Account): Promise<void> {
  if (account.uid !== undefined) await chown(path, account.uid, account.gid);
}

function ifMissing(data: string): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code === 'ENOENT') return undefined;
    throw explain('The data of the embedded database cannot be read', String(error), data);
  };
}
