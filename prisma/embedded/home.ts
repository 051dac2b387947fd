import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, canEnter, chooseAccount } from './account.ts';
import { DatabaseTrouble, explain } from './trouble.ts';

/**
 * Where one embedded database lives. All but `data` belongs to whoever starts Lookout; `data` belongs to
 * `account`.
 */
export type Home = {
  dir: string;
  account: Account;
  data: string;
  password: string;
  port: string;
  log: string;
};

/**
 * Makes the folder, and chooses where the data really go: into it, or, where root asks for a folder that the
 * server's account cannot enter (/root, a private checkout), into `/var/tmp/lookout-<hash of the folder>`,
 * with a signpost left behind. Once chosen it stays: data are looked for where they were put, whatever the
 * folders' modes are today.
 */
export async function findHome(asked: string): Promise<Home> {
  const dir = await makeFolder(asked);
  const away = outside(dir);
  const account = await chooseAccount(join(dir, 'data'));
  if (process.getuid?.() === 0 && (await isThere(join(away, 'data')))) return await moveOut(dir, away);
  if (await canEnter(account, dir)) return layOut(dir, account);
  if (!(await isThere(join(dir, 'data')))) return await moveOut(dir, away);
  throw new DatabaseTrouble(
    `The account that runs the database (uid ${account.uid}) can no longer enter ${dir}. Let others pass through it and the folders above it (chmod o+x).`,
  );
}

async function moveOut(dir: string, away: string): Promise<Home> {
  await makeOutside(away);
  const line = `The database is in ${away}, because the account that runs it cannot enter this folder. To start again, delete that folder too.\n`;
  await writeFile(join(dir, 'WHERE-THE-DATA-IS.txt'), line);
  return layOut(away, await chooseAccount(join(away, 'data')));
}

function outside(dir: string): string {
  return `/var/tmp/lookout-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`;
}

async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

function layOut(dir: string, account: Account): Home {
  const at = (name: string) => join(dir, name);
  return {
    dir,
    account,
    data: at('data'),
    password: at('password'),
    port: at('port'),
    log: at('postgres.log'),
  };
}

async function makeFolder(asked: string): Promise<string> {
  try {
    await mkdir(asked, { recursive: true });
    const dir = await realpath(asked);
    // 711: the server's account may pass through, and nobody but us may look or put anything in.
    if ((await lstat(dir)).uid === process.getuid?.()) await chmod(dir, 0o711);
    return dir;
  } catch (error) {
    throw explain('The folder for the database could not be made', String(error), asked);
  }
}

/** /var/tmp is everyone's, so a folder of that name may be a trap: it must be a real folder, and ours. */
async function makeOutside(away: string): Promise<void> {
  await mkdir(away, { mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST')
      throw explain('The folder for the database could not be made', String(error), away);
  });
  const found = await lstat(away);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new DatabaseTrouble(
      `${away} should hold the database, but it belongs to someone else. Set LOOKOUT_DATA_DIR to a folder that every user may enter.`,
    );
  await chmod(away, 0o711);
}
