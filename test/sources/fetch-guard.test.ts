import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAddress, guardedLookup, type Resolve } from '../../src/sources/fetch/guard.ts';
import { FetchTrouble, fetchFeed } from '../../src/sources/fetch.ts';

const kindOf = (error: unknown) => (error instanceof FetchTrouble ? error.kind : error);
const closed = { allowPrivate: false };

describe('addresses that are literal', () => {
  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::1]/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://１２７.０.０.１/',
    'https://10.0.0.1/',
  ])('%s is refused before anything is sent', async (url) => {
    // biome-ignore format: a list
    expect(kindOf(await fetchFeed({ url }, closed).catch((error) => error))).toBe('not public');
  });

  it.each([
    'http://8.8.8.8:8080/',
    'https://example.org:22/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:1',
    'https://user@example.org/',
    'https://:word@example.org/',
    'feed',
    '',
  ])('%s is no address for a feed', async (url) => {
    // biome-ignore format: a list
    expect(kindOf(await fetchFeed({ url }, closed).catch((error) => error))).toBe('address');
  });

  it('that are public, on the usual ports, pass', () => {
    for (const url of [
      'https://8.8.8.8/',
      'http://8.8.8.8:443/',
      'https://example.org:80/feed',
      'https://[2606:4700:4700::1111]/',
    ])
      expect(() => checkAddress(new URL(url), false)).not.toThrow();
  });
});

describe('names', () => {
  const resolving = (...answers: string[][]): Resolve => {
    let asked = 0;
    return (_host, _options, done) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)]!;
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
  };
  const look = (lookup: ReturnType<typeof guardedLookup>, all: boolean) =>
    new Promise((done) =>
      lookup('feeds.example', { all }, (error, address) => done(error ? kindOf(error) : address)),
    );

  it('that lead to this machine are refused', async () => {
    expect(kindOf(await fetchFeed({ url: 'http://localhost/' }, closed).catch((error) => error))).toBe(
      'not public',
    );
    const resolve = resolving(['10.1.2.3']);
    expect(
      kindOf(
        await fetchFeed({ url: 'http://feeds.example/' }, { ...closed, resolve }).catch((error) => error),
      ),
    ).toBe('not public');
  });

  it('with one address that is not public among others are refused', async () => {
    const resolve = resolving(['8.8.8.8', '127.0.0.1']);
    expect(
      kindOf(
        await fetchFeed({ url: 'http://feeds.example/' }, { ...closed, resolve }).catch((error) => error),
      ),
    ).toBe('not public');
  });

  it('are judged at each connection, and connected to by the address that was judged', async () => {
    const lookup = guardedLookup(() => false, resolving(['8.8.8.8', '2606:4700:4700::1111'], ['127.0.0.1']));
    expect(await look(lookup, true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700:4700::1111', family: 6 },
    ]);
    expect(await look(lookup, true)).toBe('not public');
    expect(
      await look(
        guardedLookup(() => false, resolving(['8.8.8.8'], ['::1'])),
        false,
      ),
    ).toBe('8.8.8.8');
  });

  it('without any address, or unknown, are said to be so', async () => {
    const unknown: Resolve = (_host, _options, done) =>
      done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    for (const resolve of [unknown, resolving([])])
      expect(
        kindOf(
          await fetchFeed({ url: 'http://feeds.example/' }, { ...closed, resolve }).catch((error) => error),
        ),
      ).toBe('unknown host');
  });
});

describe('a redirect from a server that is let through', () => {
  let server: Server;
  let home: URL;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const to = new URL(request.url ?? '', home).searchParams.get('to');
      if (to) response.writeHead(302, { location: to }).end();
      else response.end('reached');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    home = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterAll(() => new Promise((ended) => server.close(ended)));
  const only = { allowPrivate: (url: URL) => url.host === home.host };

  it.each([
    'http://2130706433/',
    'http://[::ffff:127.0.0.1]/',
    'http://0x7f.1/',
    'http://localhost/',
    'http://169.254.169.254/',
  ])('to %s is refused', async (to) => {
    const error = await fetchFeed({ url: `${home}?to=${encodeURIComponent(to)}` }, only).catch(
      (reason) => reason,
    );
    expect(kindOf(error)).toBe('not public');
  });

  it('to another port of this machine is refused, and back to itself is not', async () => {
    const error = await fetchFeed({ url: `${home}?to=http://127.0.0.1:1/` }, only).catch((reason) => reason);
    expect(kindOf(error)).toBe('address');
    expect(await fetchFeed({ url: `${home}?to=/feed` }, only)).toMatchObject({
      kind: 'document',
      url: `${home}feed`,
    });
    expect(asked.at(-1)).toBe('/feed');
  });

  it('to a name that was public and no longer is, is refused', async () => {
    const resolve: Resolve = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
    const to = encodeURIComponent('http://feeds.example/');
    const error = await fetchFeed({ url: `${home}?to=${to}` }, { ...only, resolve }).catch(
      (reason) => reason,
    );
    expect(kindOf(error)).toBe('not public');
  });
});
