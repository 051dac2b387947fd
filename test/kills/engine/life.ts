import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { passing } from '../../support/compile.ts';

/** One process of the bot, from its start to its kill. */
export interface Life {
  /** Starts the service with a clock so many milliseconds ahead of the machine's; settles when it is up. */
  begin(offset: number): Promise<void>;
  /** `kill -9`, now. */
  strike(): void;
  /** The same, if it was not done yet. Settles when the process is gone. @throws Error when it had ended by itself */
  kill(): Promise<void>;
  /** What it wrote, log and errors, in lines. */
  wrote(): string[];
}

/** Starts a process that loads the bot and then waits for `begin`. */
export function bear(program: string, env: Record<string, string>): Life {
  const inherited = Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    ),
  );
  const child: ChildProcess = spawn(process.execPath, [...passing, program], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  let struck = false;
  for (const out of [child.stdout!, child.stderr!])
    out.on('data', (data) => {
      text += data;
    });
  const heard = new Set<unknown>();
  child.on('message', (message) => void heard.add(message));
  const gone = once(child, 'exit');
  const ended = () => child.exitCode !== null || child.signalCode !== null;

  async function hear(message: string): Promise<void> {
    while (!heard.has(message)) {
      await Promise.race([once(child, 'message'), gone]);
      if (ended()) throw new Error(`The bot ended before it said “${message}”:\n${text}`);
    }
  }

  return {
    async begin(offset) {
      await hear('ready');
      child.send(offset);
      await hear('up');
    },
    strike() {
      struck ||= !ended() && child.kill('SIGKILL');
    },
    async kill() {
      this.strike();
      if (!struck)
        throw new Error(`The bot ended by itself (${child.exitCode ?? child.signalCode}):\n${text}`);
      await gone;
    },
    wrote: () => text.split('\n').filter(Boolean),
  };
}
