import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { checkAddress, guardedLookup, type Resolve } from './fetch/guard.ts';
import { charsetOf, headerOf, maxAgeOf, retryAfterSeconds } from './fetch/headers.ts';
import { FetchTrouble, tooSlow, troubleOf } from './fetch/trouble.ts';
import { unpackBody } from './fetch/unpack.ts';

export { FetchTrouble } from './fetch/trouble.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_REDIRECTS = 5;
const MOST_MILLISECONDS = 15_000;

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.4';

export interface FeedRequest {
  url: string;
  /** The validators that came with what is held. */
  etag?: string | null;
  lastModified?: string | null;
  /** What is asked for, as in an `Accept` header (RFC 9110, 12.5.1); feeds, if left out. */
  accept?: string;
}

export interface FetchOptions {
  /** For a sandbox and tests only: opens addresses that are not public, and other ports; all, or those that it names. */
  allowPrivate: boolean | ((url: URL) => boolean);
  /** Who a publisher can write to, an address of the web or of e-mail; sent in `User-Agent`. */
  contact?: string | null;
  signal?: AbortSignal;
  /** For tests: how a name is looked up, and the bounds (10 MB once unpacked, 15 s). */
  resolve?: Resolve;
  maxBytes?: number;
  timeoutMilliseconds?: number;
  now?: () => Date;
}

/** What every answer tells. */
interface Answer {
  /** The address that answered. */
  url: string;
  etag?: string;
  lastModified?: string;
  /** Where permanent redirects (301, 308) led before any other: adopt it after several that agree. */
  permanentUrl?: string;
  maxAgeSeconds?: number;
}

export type Fetched =
  | ({ kind: 'document'; bytes: Uint8Array; httpCharset?: string } & Answer)
  | ({ kind: 'unchanged' } & Answer)
  /** 410: the publisher took it down for good. */
  | ({ kind: 'gone' } & Answer);

/**
 * Fetches a feed, or learns that it has not changed. At most 15 s in all, 10 MB once unpacked, five redirects; only http
 * and https, and only public addresses, checked on every hop at the moment of connecting. Uses no proxy. Throws
 * `FetchTrouble`, whose message is a sentence for people.
 */
export async function fetchFeed(asked: FeedRequest, options: FetchOptions): Promise<Fetched> {
  const { allowPrivate, signal, resolve, timeoutMilliseconds = MOST_MILLISECONDS } = options;
  // Loaded with the first feed: it is large, and most commands read none.
  const { Agent, request } = await import('undici');
  const deadline = AbortSignal.timeout(timeoutMilliseconds);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  // An agent of its own for each feed: it knows no proxy, and no connection outlives the check of its address.
  let open = false;
  const lookup = guardedLookup(() => open, resolve);
  const agent = new Agent({ connect: { lookup, timeout: timeoutMilliseconds } });
  let url = parseAddress(asked.url, undefined);
  try {
    let permanentUrl: string | undefined;
    let permanent = true;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      open = typeof allowPrivate === 'function' ? allowPrivate(url) : allowPrivate;
      checkAddress(url, open);
      const answer = await request(url, {
        dispatcher: agent,
        headers: headersFor(asked, options.contact),
        signal: either,
      });
      // A body that is left unread is ended by us; that is no error for anybody.
      answer.body.on('error', () => {});
      const next = redirectOf(answer.statusCode, answer.headers, url);
      if (next === null)
        return await read(answer, { url: url.href, ...(permanentUrl ? { permanentUrl } : {}) }, options);
      answer.body.destroy();
      permanent &&= answer.statusCode === 301 || answer.statusCode === 308;
      if (permanent) permanentUrl = next.href;
      url = next;
    }
    throw new FetchTrouble(
      'redirects',
      `${url.hostname} redirects in circles. Check the address in a browser.`,
    );
  } catch (error) {
    if (signal?.aborted)
      throw new FetchTrouble('cancelled', 'Reading the feed was stopped.', { cause: error });
    if (deadline.aborted) throw tooSlow(url.hostname, error);
    throw troubleOf(error, url.hostname);
  } finally {
    await agent.destroy();
  }
}

interface Received {
  statusCode: number;
  headers: IncomingHttpHeaders;
  body: Readable;
}

async function read(
  { statusCode, headers, body }: Received,
  about: Answer,
  options: FetchOptions,
): Promise<Fetched> {
  const now = options.now?.() ?? new Date();
  const etag = headerOf(headers, 'etag');
  const lastModified = headerOf(headers, 'last-modified');
  const maxAgeSeconds = maxAgeOf(headers, now);
  const answer: Answer = {
    ...about,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  };
  if (statusCode === 200 || statusCode === 203) {
    const bytes = await unpackBody(
      body,
      headerOf(headers, 'content-encoding'),
      options.maxBytes ?? MOST_BYTES,
    );
    const httpCharset = charsetOf(headerOf(headers, 'content-type'));
    return { kind: 'document', bytes, ...answer, ...(httpCharset === undefined ? {} : { httpCharset }) };
  }
  body.destroy();
  if (statusCode === 304) return { kind: 'unchanged', ...answer };
  if (statusCode === 410) return { kind: 'gone', ...answer };
  throw refused(
    statusCode,
    new URL(about.url).hostname,
    retryAfterSeconds(headerOf(headers, 'retry-after'), now),
  );
}

function refused(status: number, host: string, retryAfter: number | undefined): FetchTrouble {
  if (status === 404)
    return new FetchTrouble(
      'missing',
      `${host} has no such page (404). Look for the new address on the publisher’s site.`,
    );
  if (status === 401 || status === 403)
    return new FetchTrouble(
      'forbidden',
      `${host} does not let Lookout read this feed (${status}). Ask the publisher, or use another feed.`,
    );
  if (status === 429 || status === 503)
    return new FetchTrouble('busy', `${host} asks for fewer requests (${status}). Lookout will try again.`, {
      retryAfter,
    });
  if (status >= 500)
    return new FetchTrouble('server', `${host} has a server error (${status}). Lookout will try again.`);
  return new FetchTrouble(
    'answer',
    `${host} gave an unexpected answer (${status}). Check the address in a browser.`,
  );
}

function redirectOf(status: number, headers: IncomingHttpHeaders, from: URL): URL | null {
  const location = headerOf(headers, 'location');
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null;
  return parseAddress(location, from);
}

function parseAddress(address: string, base: URL | undefined): URL {
  try {
    const url = new URL(address.trim(), base);
    url.hash = '';
    return url;
  } catch (cause) {
    throw new FetchTrouble(
      'address',
      'This is not a web address. It should look like https://example.org/feed.',
      { cause },
    );
  }
}

function headersFor(
  { etag, lastModified, accept = ACCEPT }: FeedRequest,
  contact: string | null | undefined,
): Record<string, string> {
  return {
    accept,
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': `Lookout/0.1 (feed reader${contact ? `; ${contact.replace(/[^\x20-\x7e]/g, '')}` : ''})`,
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  };
}
