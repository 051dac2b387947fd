import type { IncomingMessage, RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { fetchFeed } from '../../src/sources/fetch.ts';
import { net } from '../support/until.ts';
import { serve, servers, textOf, trouble } from './publisher.ts';

const open = { allowPrivate: true, timeoutMilliseconds: net };
const now = () => new Date('2026-11-20T08:00:00Z');

describe('fetching a feed', () => {
  it('gives the bytes and what the headers say of them', async () => {
    const url = await serve((_, response) => {
      response.setHeader('Content-Type', 'application/rss+xml; charset="ISO-8859-1"');
      response.setHeader('ETag', '"1"');
      response.setHeader('Last-Modified', 'Fri, 20 Nov 2026 07:00:00 GMT');
      response.setHeader('Cache-Control', 'public, max-age=600');
      response.end('<rss/>');
    });
    const fetched = await fetchFeed({ url: `${url}/feed#top` }, open);
    expect(fetched).toEqual({
      kind: 'document',
      bytes: Buffer.from('<rss/>'),
      httpCharset: 'ISO-8859-1',
      url: `${url}/feed`,
      etag: '"1"',
      lastModified: 'Fri, 20 Nov 2026 07:00:00 GMT',
      maxAgeSeconds: 600,
    });
  });

  it('says who asks, and what it can read', async () => {
    let asked: IncomingMessage | undefined;
    const url = await serve((request, response) => {
      asked = request;
      response.end('<rss/>');
    });
    await fetchFeed({ url }, { ...open, contact: 'https://example.org/lookout' });
    expect(asked?.headers['user-agent']).toMatch(/^Lookout\/.*https:\/\/example\.org\/lookout/);
    expect(asked?.headers.accept).toMatch(/atom\+xml.*rss\+xml.*\*\/\*/);
    expect(asked?.headers['if-none-match']).toBeUndefined();
  });

  it('asks only for what changed', async () => {
    const url = await serve((request, response) => {
      const same =
        request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'then';
      response.writeHead(same ? 304 : 200, {
        etag: '"1"',
        expires: 'Fri, 20 Nov 2026 08:05:00 GMT',
        date: 'Fri, 20 Nov 2026 08:00:00 GMT',
      });
      response.end(same ? undefined : 'new');
    });
    const held = { url, etag: '"1"', lastModified: 'then' };
    expect(await fetchFeed(held, open)).toEqual({
      kind: 'unchanged',
      url: `${url}/`,
      etag: '"1"',
      maxAgeSeconds: 300,
    });
    expect((await fetchFeed({ url, etag: null, lastModified: null }, open)).kind).toBe('document');
  });

  it('tells what is gone, missing, forbidden, busy, broken', async () => {
    const url = await serve((request, response) => {
      const status = Number(request.url?.slice(1, 4));
      const wait = request.url?.includes('date') ? 'Fri, 20 Nov 2026 08:02:00 GMT' : '120';
      response.writeHead(status, { 'retry-after': wait }).end('x');
    });
    expect((await fetchFeed({ url: `${url}/410` }, open)).kind).toBe('gone');
    for (const [path, kind, wait] of [
      ['404', 'missing', undefined],
      ['403', 'forbidden', undefined],
      ['429', 'busy', 120],
      ['503', 'busy', 120],
      ['429-date', 'busy', 120],
      ['500', 'server', undefined],
      ['418', 'answer', undefined],
    ] as const) {
      const said = await trouble(fetchFeed({ url: `${url}/${path}` }, { ...open, now }));
      expect([path, said.kind, said.retryAfter]).toEqual([path, kind, wait]);
      expect(said.message).toMatch(/^[A-Z0-9].*\.$/);
    }
  });
});

describe('redirects', () => {
  const hops: Record<string, [number, string]> = {
    '/moved': [301, '/moved2'],
    '/moved2': [308, '/feed'],
    '/mixed': [301, '/temporary'],
    '/temporary': [302, '/moved2'],
    '/round': [302, '/round'],
    '/one': [302, '/two'],
    '/two': [302, '/three'],
    '/three': [303, '/four'],
    '/four': [307, '/five'],
    '/five': [302, '/feed'],
    '/zero': [302, '/one'],
    '/file': [302, 'file:///etc/passwd'],
    '/secret': [302, 'http://user:word@127.0.0.1/'],
  };
  const listener: RequestListener = (request, response) => {
    const hop = hops[request.url ?? ''];
    if (hop) response.writeHead(hop[0], { location: hop[1] }).end('elsewhere');
    else response.end(request.url);
  };

  it('are followed by hand, five at most', async () => {
    const url = await serve(listener);
    expect(await textOf(fetchFeed({ url: `${url}/one` }, open))).toBe('/feed');
    expect((await trouble(fetchFeed({ url: `${url}/zero` }, open))).kind).toBe('redirects');
    expect((await trouble(fetchFeed({ url: `${url}/round` }, open))).kind).toBe('redirects');
    expect((await trouble(fetchFeed({ url: `${url}/file` }, open))).kind).toBe('address');
    expect((await trouble(fetchFeed({ url: `${url}/secret` }, open))).kind).toBe('address');
  });

  it('tell a new address only where they are permanent', async () => {
    const url = await serve(listener);
    expect(await fetchFeed({ url: `${url}/moved` }, open)).toMatchObject({
      url: `${url}/feed`,
      permanentUrl: `${url}/feed`,
    });
    expect(await fetchFeed({ url: `${url}/mixed` }, open)).toMatchObject({
      url: `${url}/feed`,
      permanentUrl: `${url}/temporary`,
    });
    expect(await fetchFeed({ url: `${url}/temporary` }, open)).not.toHaveProperty('permanentUrl');
  });
});

describe('a server that is slow or away', () => {
  it('is given up after the time for the whole', async () => {
    const silent = await serve(() => {});
    expect((await trouble(fetchFeed({ url: silent }, { ...open, timeoutMilliseconds: 50 }))).kind).toBe(
      'too slow',
    );
    const dripping = await serve((_, response) => {
      response.write('<rss>');
    });
    expect((await trouble(fetchFeed({ url: dripping }, { ...open, timeoutMilliseconds: 200 }))).kind).toBe(
      'too slow',
    );
  });

  it('can be given up by whoever asked', async () => {
    const asked = new AbortController();
    const url = await serve(() => asked.abort());
    expect((await trouble(fetchFeed({ url }, { ...open, signal: asked.signal }))).kind).toBe('cancelled');
  });

  it('that refuses, or hangs up in the middle, is a trouble', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('<rss>', () => response.destroy());
    });
    expect((await trouble(fetchFeed({ url }, open))).kind).toBe('unreachable');
    const [server] = servers.splice(0);
    await new Promise((closed) => server?.close(closed));
    expect((await trouble(fetchFeed({ url }, open))).kind).toBe('unreachable');
  });
});
