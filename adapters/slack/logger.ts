import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../src/log.ts';

const token = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/**
 * Bolt's and the Web API's own talk, a level lower in our log and without tokens: what they call an error, such as a socket
 * that was cut, is thrown to us too, or mends itself. Their debug lines, which hold what people typed, are left out.
 */
export function toLogger(log: Log): Logger {
  const write = (level: 'debug' | 'warn') => {
    return (...said: unknown[]) => log[level](said.map(words).join(' ').replace(token, 'hidden'));
  };
  return {
    debug: () => undefined,
    info: write('debug'),
    warn: write('warn'),
    error: write('warn'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function words(said: unknown): string {
  if (said instanceof Error) return said.stack ?? said.message;
  return typeof said === 'string' ? said : JSON.stringify(said);
}
