import { readFile, realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Home } from './home.ts';
import { isServerOf, readPidFile } from './pidfile.ts';
import { address } from './settings.ts';
import { DatabaseTrouble } from './trouble.ts';

type Answer = 'ours' | 'busy' | 'silent' | 'stranger';

/**
 * Finds the server that already runs on these data: another Lookout's, or one that outlived its Lookout. It
 * proves itself by opening to our password and naming our folder; a process id proves nothing, for it may be
 * a zombie's or be in use again.
 * @param silenceMs for how long it may be silent
 * @returns its port, or undefined when the way is free for a new server.
 */
export async function findRunning(
  home: Home,
  password: string,
  silenceMs: number,
): Promise<number | undefined> {
  // Between its start and its first answer a server is silent for moments; while it recovers after a crash it
  // is busy, perhaps for minutes.
  const patience = { silent: Date.now() + silenceMs, busy: Date.now() + 150_000 };
  for (;;) {
    const file = await readPidFile(home.data);
    if (!file) return undefined;
    const ours = await isServerOf(home.data, file.pid);
    if (ours === 'no') return undefined;
    const answer = file.port ? await ask(home, password, file.port, silenceMs) : 'silent';
    if (answer === 'ours') return file.port;
    if (answer === 'stranger') return undefined;
    if (Date.now() > patience[answer]) {
      // Some other PostgreSQL may have that process id by now. If it was ours after all, the new server
      // notices and gives up.
      if (answer === 'silent' && ours === 'maybe') return undefined;
      throw new DatabaseTrouble(
        `The database in ${home.dir} runs (process ${file.pid}) but does not open. After a crash it may be recovering: wait a few minutes and start Lookout again. If that does not help, end that process.`,
      );
    }
    await sleep(50);
  }
}

async function ask(home: Home, password: string, port: number, silenceMs: number): Promise<Answer> {
  const client = new pg.Client({
    connectionString: address(port, password, 'postgres'),
    connectionTimeoutMillis: silenceMs,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    );
    const [theirs, ours] = await Promise.all([realpath(rows[0]!.folder), realpath(home.data)]);
    return theirs === ours ? 'ours' : 'stranger';
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    // 57P0x: starting up, shutting down, recovering. 53300: all connections are taken.
    if (/^57P0|^53300$/.test(code)) return 'busy';
    return /^28/.test(code) ? 'stranger' : 'silent';
  } finally {
    await client.end().catch(() => {});
  }
}

/** The port of the last start, so that clients find the server again. */
export async function lastPort(home: Home): Promise<number | undefined> {
  const port = Number(await readFile(home.port, 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined;
}
