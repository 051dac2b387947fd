import { createHash } from 'node:crypto';
import { LIMITS } from '../check/limits.ts';

/** Seconds to wait, and whether the whole bot must; or what is left of the bucket. */
export type Pace =
  | { allowed: false; retryAfter: number; global: boolean; headers: Record<string, string> }
  | { allowed: true; headers: Record<string, string> };

interface Window {
  startedAt: number;
  used: number;
}

/**
 * Discord's pace (topics/rate-limits): five messages in five seconds and channel, fifty requests a second for the bot.
 * `enforce: false` never refuses and sends no headers.
 */
export function createPace(
  now: () => Date,
  enforce: boolean,
): (route: string, channel: string | undefined, open: boolean) => Pace {
  const windows = new Map<string, Window>();

  function take(key: string, most: number, length: number): { left: number; resetMs: number; ok: boolean } {
    const at = now().getTime();
    let window = windows.get(key);
    if (!window || at >= window.startedAt + length) {
      window = { startedAt: at, used: 0 };
      windows.set(key, window);
    }
    const ok = window.used < most;
    if (ok) window.used += 1;
    return { ok, left: most - window.used, resetMs: window.startedAt + length - at };
  }

  return (route, channel, open) => {
    if (!enforce) return { allowed: true, headers: {} };
    // Interaction endpoints do not count against the bot's global limit.
    if (!open) {
      const global = take('global', LIMITS.globalPerSecond, 1000);
      if (!global.ok) return refused(global.resetMs, true, {});
    }
    const posts = route === 'POST /channels/:channel/messages';
    const limit = posts ? LIMITS.channelMessages : LIMITS.globalPerSecond;
    const length = posts ? LIMITS.channelWindowMs : 1000;
    const bucket = take(`${route} ${channel ?? ''}`, limit, length);
    const headers = {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(bucket.left),
      'X-RateLimit-Reset': ((now().getTime() + bucket.resetMs) / 1000).toFixed(3),
      'X-RateLimit-Reset-After': (bucket.resetMs / 1000).toFixed(3),
      'X-RateLimit-Bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
    };
    return bucket.ok ? { allowed: true, headers } : refused(bucket.resetMs, false, headers);
  };
}

function refused(waitMs: number, global: boolean, headers: Record<string, string>): Pace {
  return {
    allowed: false,
    retryAfter: waitMs / 1000,
    global,
    headers: {
      ...headers,
      'X-RateLimit-Scope': global ? 'global' : 'user',
      ...(global ? { 'X-RateLimit-Global': 'true' } : {}),
    },
  };
}
