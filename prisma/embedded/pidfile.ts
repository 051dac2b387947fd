import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `postmaster.pid` says; port and status come some moments after the process id. */
export type PidFile = { pid: number; port: number | undefined; ready: boolean };

/**
 * Lines: 1 process id, 2 data folder, 3 start, 4 port, 5 socket folder, 6 address, 7 shared memory, 8
 * status.
 */
export async function readPidFile(data: string): Promise<PidFile | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]) || undefined, ready: lines[7]?.trim() === 'ready' };
}

/**
 * PostgreSQL does not start while the process id in a left-over `postmaster.pid` exists at all, be it a
 * zombie's or a text editor's. So the id is replaced by one that cannot exist. The rest stays: PostgreSQL
 * reads from it whether children of the old server still hold the memory.
 */
export async function voidPidFile(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return await rm(path); // an empty one, which it refuses too, tells nothing
  if (exists(pid)) await writeFile(path, text.replace(/^\d+/, '2147483646'));
}

/**
 * Is that process the server of these data? "no" when it is gone, a zombie, another program, or works
 * elsewhere; "maybe" where the system does not tell.
 */
export async function isServerOf(data: string, pid: number): Promise<'yes' | 'no' | 'maybe'> {
  if (!exists(pid)) return 'no';
  if (process.platform === 'win32') return 'maybe';
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''); // "12 (postgres) S …"
    if (!/\(postgres\) [^ZX]/.test(text)) return 'no';
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined); // containers may forbid even root to look
    if (folder === undefined) return 'maybe';
    return folder === (await realpath(data)) ? 'yes' : 'no';
  }
  const { stdout } = await run('ps', ['-o', 'stat=,comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return !stdout.trim().startsWith('Z') && stdout.includes('postgres') ? 'maybe' : 'no';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
