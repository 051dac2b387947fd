import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fetchFeed } from '../../src/sources/fetch.ts';
import { net } from '../support/until.ts';
import { serve, textOf, trouble } from './publisher.ts';

const open = { allowPrivate: true, timeoutMilliseconds: net };

describe('bodies', () => {
  const text = '<rss>feed</rss>';
  const packed: [string, string, Buffer][] = [
    ['gzip', 'gzip', gzipSync(text)],
    ['brotli', 'br', brotliCompressSync(text)],
    ['deflate', 'deflate', deflateSync(text)],
    ['deflate without its header', 'deflate', deflateRawSync(text)],
    ['gzip twice, said once', 'gzip', gzipSync(gzipSync(text))],
    ['gzip twice, said twice', 'gzip, gzip', gzipSync(gzipSync(text))],
    ['gzip that nobody said', 'identity', gzipSync(text)],
    ['gzip that is none', 'gzip', Buffer.from(text)],
    ['deflate that is none', 'deflate', Buffer.from(text)],
  ];
  it.each(packed)('%s is unpacked', async (_, encoding, body) => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    expect(await textOf(fetchFeed({ url }, open))).toBe(text);
  });

  it('of an empty answer are empty', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end());
    expect(await textOf(fetchFeed({ url }, open))).toBe('');
  });

  it.each([
    ['an unknown packing', 'zstd', Buffer.from(text)],
    ['a broken archive', 'gzip', Buffer.concat([gzipSync(text).subarray(0, 10), Buffer.alloc(50, 7)])],
    ['broken brotli', 'br', Buffer.from('nothing of the kind, '.repeat(20))],
  ])('%s is a trouble', async (_, encoding, body) => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect((await trouble(fetchFeed({ url }, open))).kind).toBe('answer');
  });

  it('stop at the cap: the connection is cut while the server still sends', async () => {
    let cut: () => void = () => {};
    const closed = new Promise<void>((resolve) => {
      cut = resolve;
    });
    const url = await serve((request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'a'))) {}
      };
      response.on('drain', more);
      request.socket.on('close', cut);
      more();
    });
    expect((await trouble(fetchFeed({ url }, { ...open, maxBytes: 200_000 }))).kind).toBe('too large');
    await closed;
  });

  it.each([
    ['once', gzipSync(Buffer.alloc(50_000_000))],
    ['twice', gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
  ])('packed %s as a bomb do not go off', async (_, bomb) => {
    expect(bomb.length).toBeLessThan(100_000);
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    expect((await trouble(fetchFeed({ url }, open))).kind).toBe('too large');
  });
});
