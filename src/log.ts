import { type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Environment variables whose values must never be seen in a log. */
const secretName = /(TOKEN|SECRET|PASSWORD|_URL)$/;

/**
 * A log of one JSON object a line on standard output (or on `destination`).
 * @param level pino's levels: debug, info, warn, error, silent
 * @param secrets values that are replaced by «hidden» wherever they appear, also inside messages and stacks
 */
export function createLog(
  level: string,
  secrets: readonly string[],
  destination?: { write(line: string): void },
): Log {
  const hide = hider(secrets);
  const out = destination ?? process.stdout;
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => void out.write(hide(line)) },
  );
}

/** The values in an environment that `createLog` has to hide, with the passwords inside addresses on their own. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    if (!value || !secretName.test(name)) return [];
    if (!name.endsWith('_URL')) return [value];
    const password = URL.canParse(value) ? new URL(value).password : '';
    return password ? [password, decodeURIComponent(password)] : [];
  });
}

function hider(secrets: readonly string[]): (line: string) => string {
  const long = secrets
    .filter((secret) => secret.length >= 4)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  if (long.length === 0) return (line) => line;
  const pattern = new RegExp(long.map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  return (line) => line.replace(pattern, 'hidden');
}
