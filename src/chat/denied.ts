import type { App } from '../app.ts';
import type { Forbidden } from '../errors.ts';
import type { Incoming } from './incoming.ts';

/**
 * One line, `denied`, for every action that was not somebody's to do: what they tried, on which row, with which account, where, and what
 * would have been needed. No names, and nothing of what they wrote.
 */
export function logDenied(
  { log }: Pick<App, 'log'>,
  incoming: Incoming,
  { needed, conceals }: Forbidden,
): void {
  const { person, act, channel } = incoming;
  const { platform, id } = person;
  const row = 'id' in incoming ? /^[a-z-]+:(\d+(?:\/\d+)*)$/.exec(incoming.id)?.[1] : undefined;
  log.warn(
    {
      action: nameOf(incoming),
      ...(row !== undefined && conceals === undefined && { row }),
      ...(conceals !== 'person' && { who: `${platform}/${id}`, platform, channel, act }),
      needed,
    },
    'denied',
  );
}

/** What was tried, as it is registered: `press theme-take`, `/escalate priority`. What stands behind that may be somebody's words. */
function nameOf(incoming: Incoming): string {
  switch (incoming.kind) {
    case 'command':
      return `/${incoming.name} ${incoming.words.trim().split(/\s/, 1)[0]!.toLowerCase()}`.trimEnd();
    case 'press':
    case 'selection':
    case 'submission':
      return `${incoming.kind} ${incoming.id.split(':', 1)[0]}`;
    case 'shortcut':
      return `shortcut ${incoming.name}`;
    default:
      return incoming.kind;
  }
}
