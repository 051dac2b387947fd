import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../src/log.ts';

const token = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/**
 * Bolt's and the Web API's own talk, in our log and without tokens. What they call information is detail to us; their
 * debug lines, which hold whole payloads with what people typed, are left out.
 */
export function toLogger(log: Log): Logger {
  const write = (level: 'debug' | 'warn' | 'error') => {
    return (...said: unknown[]) => log[level](said.map(words).join(' ').replace(token, 'hidden'));
  };
  return {
    debug: () => undefined,
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function words(said: unknown): string {
  if (said instanceof Error) return said.stack ?? said.message;
  return typeof said === 'string' ? said : JSON.stringify(said);
}
