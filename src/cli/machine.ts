import type { Env } from '../config.ts';

/** What a command has of the machine that it runs on: the bin hands it the real one, a test its own. */
export interface Machine {
  /** The variables of the environment. */
  environment(): Promise<Env>;
  /** Standard output: what was asked for, and the log. */
  out: Output;
  /** Standard error: why it was not done. */
  err: Output;
}

/** A stream, of which only this is used. */
export interface Output {
  write(text: string): unknown;
}

/** Writes a line. */
export function say(to: Output, line: string): void {
  to.write(`${line}\n`);
}
