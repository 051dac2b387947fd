import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DatabaseTrouble, useAServer } from './trouble.ts';

const run = promisify(execFile);

/**
 * Who the server runs as: `{ uid, gid }` when root must step down, empty when it is whoever we are. Goes
 * straight into `spawn`.
 */
export type Account = { uid: number; gid: number } | Record<string, never>;

/** PostgreSQL refuses to run as root, so root lends it the account "nobody". */
const nobody = { uid: 65534, gid: 65534 };

/**
 * @param data the folder of the data, which may not exist yet. Data that a plain user made stays that
 *   user's: root then runs the server as them.
 */
export async function chooseAccount(data: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(data).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
}

/**
 * Can that account enter the folder, through all the folders above it? The kernel is asked, not the mode
 * bits: access lists and mount options count too. `/bin/sh` asks, because Node itself may lie in a folder
 * that the account cannot enter.
 */
export async function canEnter(account: Account, dir: string): Promise<boolean> {
  if (account.uid === undefined) return true;
  try {
    await run('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...account, cwd: '/', env: {} });
    return true;
  } catch (error) {
    // A number is the shell's answer; a name is the system's refusal to run it as that account, as in some
    // containers.
    if (typeof (error as { code?: unknown }).code === 'number') return false;
    throw new DatabaseTrouble(
      `PostgreSQL does not run as root, and this root may not hand it to another account (uid ${account.uid}). Start Lookout as an ordinary user. ${useAServer}`,
      { cause: error },
    );
  }
}
