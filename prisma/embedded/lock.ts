import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseTrouble } from './trouble.ts';

type Release = () => Promise<void>;

/**
 * Does `act` while no other process on this machine is inside `alone` for the same folder. The lock belongs
 * to the kernel, which lets go of it when its holder dies, however it dies: there is no lock file that a
 * crash could leave behind.
 * @param dir the real path of a folder that exists.
 */
export async function alone<T>(dir: string, act: () => Promise<T>): Promise<T> {
  const release = await wait(dir);
  try {
    return await act();
  } finally {
    await release();
  }
}

async function wait(dir: string): Promise<Release> {
  // A first start takes seconds, a recovery of much data perhaps a minute.
  const until = Date.now() + 180_000;
  for (;;) {
    const release = process.platform === 'darwin' ? await tryFile(dir) : await tryName(dir);
    if (release) return release;
    if (Date.now() > until)
      throw new DatabaseTrouble(
        `Another program has been starting or stopping the database in ${dir} for three minutes. Check whether a Lookout hangs there, end it, and start again.`,
      );
    await sleep(30);
  }
}

/**
 * Linux: an abstract socket's name; Windows: a named pipe's. Either can be held once, and vanishes with its
 * holder.
 */
function tryName(dir: string): Promise<Release | undefined> {
  const hash = createHash('sha256').update(dir).digest('hex');
  // The padding fills the whole address, as Node versions differ in whether they fill it themselves.
  const name =
    process.platform === 'win32' ? `\\\\.\\pipe\\lookout-${hash}` : `\0lookout-${hash}`.padEnd(108, '-');
  return new Promise((resolve, reject) => {
    const holder = createServer((visitor) => visitor.destroy());
    holder.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    holder.listen(name, () => resolve(() => new Promise((done) => holder.close(() => done()))));
  });
}

/** macOS has neither, but can open a file exclusively (open(2), O_EXLOCK = 0x20). */
async function tryFile(dir: string): Promise<Release | undefined> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | 0x20;
  try {
    const file = await open(join(dir, 'lock'), flags, 0o600);
    return () => file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}
