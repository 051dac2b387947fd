import type { IncomingHttpHeaders } from 'node:http';
import { parseDate } from '../parse/dates.ts';

/** The first value of a header, trimmed; undefined when it is missing or empty. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
}

/** The charset in a `Content-Type`, as written there. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*(?:"([^"]{1,40})"|'([^']{1,40})'|([^\s;"']{1,40}))/i
    .exec(contentType ?? '')
    ?.slice(1)
    .find(Boolean);
}

/** The seconds that `Retry-After` asks for, in either of its forms (RFC 9110, 10.2.3). A moment that has passed is 0. */
export function retryAfterSeconds(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  return secondsUntil(value, now);
}

/** How long an answer says that it stays fresh: `max-age`, else `Expires` seen from its own `Date` (RFC 9111, 4.2.1). */
export function maxAgeOf(headers: IncomingHttpHeaders, now: Date): number | undefined {
  const control = headerOf(headers, 'cache-control') ?? '';
  if (/(?:^|[\s,])no-(?:cache|store)\b/i.test(control)) return undefined;
  const age = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1];
  if (age !== undefined) return Number(age);
  const expires = headerOf(headers, 'expires');
  if (expires === undefined) return undefined;
  const seconds = secondsUntil(expires, parseDate(headerOf(headers, 'date') ?? '') ?? now);
  return seconds || undefined;
}

function secondsUntil(date: string, from: Date): number | undefined {
  const then = parseDate(date);
  return then ? Math.max(0, Math.ceil((then.getTime() - from.getTime()) / 1000)) : undefined;
}
