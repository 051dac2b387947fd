import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { surroundings } from './cluster.ts';
import type { Home } from './home.ts';
import { readPidFile, voidPidFile } from './pidfile.ts';
import type { Program } from './program.ts';
import { lastPort } from './running.ts';
import { settings } from './settings.ts';
import { explain } from './trouble.ts';

/**
 * Starts a server on the data, on the port asked for, or else on the last one, or else on a free one.
 * @returns the port, once the server answers.
 * @throws DatabaseTrouble when it gives up, with the reason in a sentence.
 */
export async function launch(
  home: Home,
  program: Program,
  wish: { port: number | undefined; durable: boolean },
): Promise<number> {
  await voidPidFile(home.data);
  await turnLog(home);
  let port = wish.port ?? (await lastPort(home)) ?? (await freePort());
  // The children of a killed server take moments to leave its memory.
  const until = Date.now() + 15_000;
  for (;;) {
    const words = await tryOnce(home, program, port, wish.durable);
    if (words === undefined) break;
    const moved = wish.port === undefined && /Address already in use/.test(words);
    const leaving = /shared memory block .* (is )?still in use/.test(words);
    if (!(moved || leaving) || Date.now() > until)
      throw explain('The embedded database did not start', words, home.dir);
    if (moved) port = await freePort();
    else await sleep(100);
  }
  await writeFile(home.port, `${port}\n`, { mode: 0o600 });
  return port;
}

/** @returns what it said before it gave up, or undefined when it runs. */
async function tryOnce(
  home: Home,
  program: Program,
  port: number,
  durable: boolean,
): Promise<string | undefined> {
  // A file and not a pipe, for the server may outlive us. Detached, for Ctrl-C in our terminal is not meant
  // for it.
  const log = await open(home.log, 'a', 0o600);
  try {
    const from = (await log.stat()).size;
    const child = spawn(program.postgres, ['-D', home.data, '-p', String(port), ...settings(durable)], {
      ...home.account,
      ...surroundings,
      cwd: '/',
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = await untilReady(child, home.data);
    if (ended === undefined) {
      child.unref();
      return undefined;
    }
    const words = (await readFile(home.log)).subarray(from).toString();
    return words.trim() || ended;
  } finally {
    await log.close();
  }
}

async function untilReady(child: ChildProcess, data: string): Promise<string | undefined> {
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = String(error);
  });
  child.once('exit', (code, signal) => {
    ended ??= `It ended with ${signal ?? `exit code ${code}`}.`;
  });
  while (ended === undefined) {
    const file = await readPidFile(data);
    if (file?.pid === child.pid && file?.ready) return undefined;
    await sleep(10);
  }
  return ended;
}

/** The log is looked at seldom; it must not fill a disk over the years. */
async function turnLog(home: Home): Promise<void> {
  const size = await stat(home.log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 10_000_000) await rename(home.log, `${home.log}.old`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const found = probe.address();
      probe.close(() =>
        found && typeof found === 'object' ? resolve(found.port) : reject(new Error('no port')),
      );
    });
  });
}
