import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { passing } from '../../support/compile.ts';

/** What the process of the bots (../bot.ts) is told. */
export type Order =
  | { order: 'begin'; life: number; env: Record<string, string>; offset: number }
  | { order: 'strike'; life: number };

/** What it says: that it has loaded, or what becomes of a life. */
export type Heard =
  | { ready: true }
  | { life: number; up: true }
  | { life: number; line: string }
  | { life: number; failed: string }
  | { life: number; struck: true };

/** One life of the bot, from its start to its kill. */
export interface Life {
  /** Settles when the service is up. @throws Error when it ended before, with what it wrote */
  up: Promise<void>;
  /** Ends it now, as `kill -9` would. */
  strike(): void;
  /** The same, if it was not done yet. Settles when nothing of it is left. @throws Error when it had ended by itself */
  kill(): Promise<void>;
  /** Its log, in lines. */
  wrote(): string[];
}

/** A process in which bots live, one after the other. */
export interface Host {
  /** Starts the service with a clock so many milliseconds ahead of the machine's. */
  begin(offset: number): Life;
  /** `kill -9` to the process itself, now: every life in it ends. */
  strike(): void;
  /** Settles when the process is gone. */
  kill(): Promise<void>;
  /** What it wrote that is no line of a log: warnings of Node, traces of what it died of. */
  wrote(): string[];
}

/** Starts a process that loads the bot and then waits for the first `begin`. */
export function openHost(program: string, env: Record<string, string>): Host {
  const inherited = Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]!]],
    ),
  );
  const child: ChildProcess = spawn(process.execPath, [...passing, program], {
    env: { ...inherited },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  let killed = false;
  let lives = 0;
  for (const out of [child.stdout!, child.stderr!])
    out.on('data', (data) => {
      text += data;
    });
  const gone = once(child, 'exit');
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const order = (what: Order) => void (ended() || child.send(what));
  const listeners = new Map<number, (heard: Heard) => void>();
  child.on('message', (heard: Heard) => void ('life' in heard && listeners.get(heard.life)?.(heard)));

  return {
    begin(offset) {
      lives += 1;
      const life = lives;
      const lines: string[] = [];
      let struck = false;
      let failed: string | undefined;
      const up = new Promise<void>((resolve, reject) => {
        const end = () =>
          reject(new Error(`The bot ended before it was up:\n${failed ?? [...lines, text].join('\n')}`));
        void gone.then(end);
        listeners.set(life, (heard) => {
          if ('line' in heard) lines.push(heard.line);
          else if ('up' in heard) resolve();
          else if ('failed' in heard) {
            failed = heard.failed;
            end();
          } else {
            listeners.delete(life);
            over(true);
          }
        });
      });
      up.catch(() => undefined); // whoever waits for it hears it; a kill ends it so
      let over: (struck: boolean) => void;
      const end = new Promise<boolean>((resolve) => {
        over = resolve;
        void gone.then(() => resolve(false));
      });
      order({ order: 'begin', life, env: { ...inherited, ...env }, offset });
      return {
        up,
        strike() {
          if (struck) return;
          struck = true;
          order({ order: 'strike', life });
        },
        async kill() {
          this.strike();
          if (!(await end) && !killed)
            throw new Error(`The bot ended by itself (${child.exitCode ?? child.signalCode}):\n${text}`);
        },
        wrote: () => lines,
      };
    },
    strike() {
      killed ||= !ended() && child.kill('SIGKILL');
    },
    async kill() {
      this.strike();
      if (!killed)
        throw new Error(
          `The bots' process ended by itself (${child.exitCode ?? child.signalCode}):\n${text}`,
        );
      await gone;
    },
    wrote: () => text.split('\n').filter(Boolean),
  };
}
