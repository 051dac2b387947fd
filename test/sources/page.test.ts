import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.ts';
import { type Page, readPage } from '../../src/sources/page.ts';
import { readWebPage } from '../../src/sources/parse/web-page.ts';
import { net } from '../support/until.ts';
import { serve } from './publisher.ts';

const now = () => new Date('2026-11-20T08:00:00Z');
const reading = { allowPrivate: true, contact: null, now, timeoutMilliseconds: net };

/** Reads a page of this body. @param type its `Content-Type` */
async function read(
  body: string | Buffer,
  type = 'text/html; charset=utf-8',
  path = '/paper',
): Promise<Page & { host: string }> {
  const host = await serve((_, response) => void response.writeHead(200, { 'content-type': type }).end(body));
  return { ...(await readPage(`${host}${path}`, reading)), host };
}

const parse = (source: string) =>
  readWebPage({ bytes: Buffer.from(source), url: 'https://journal.test/paper?id=1' });

describe('reading a web page', () => {
  it('takes what publishers say of an article', async () => {
    const page = await read(`<!doctype html><html><head>
      <title>Dose audit | Journal | Publisher</title>
      <meta property="og:title" content="Dose audit &amp; more"><meta name="citation_title" content="A dose audit &lt;i&gt;in vivo&lt;/i&gt; &amp; more">
      <meta name="description" content="What we found."><meta name="citation_doi" content="doi:10.1000/ABC.1">
      <meta name="citation_journal_title" content="Journal of Audits"><link rel="canonical" href="/paper/1"></head><body>…`);
    expect(page).toMatchObject({
      title: 'A dose audit in vivo & more',
      summary: 'What we found.',
      doi: '10.1000/abc.1',
      journal: 'Journal of Audits',
      address: `${page.host}/paper/1`,
      addresses: [`${page.host}/paper`, `${page.host}/paper`, `${page.host}/paper/1`],
      unread: null,
    });
  });

  it('makes do with a title, or with nothing but the address', async () => {
    expect(parse('<title>Only\n this</title><p>Words')).toMatchObject({ title: 'Only this', summary: '' });
    const page = await read('<!doctype html><p>No head at all');
    expect(page).toMatchObject({ title: `${page.host.slice(7)}/paper`, unread: null });
  });

  it('takes no words from scripts, comments, pictures or the body', () => {
    const page = parse(`<html><script>document.write("<title>Bad</title>"); if (a<b) c="</head>"</script>
      <!-- <title>Worse</title> <script> --><svg><title>Icon</title></svg><noscript><title>Off</title></noscript>
      <title>Good <script>alert(1)</script>&lt;script&gt;alert(2)&lt;/script&gt;</title><title>Second</title>
      <body><meta name="citation_title" content="Late">`);
    // What is escaped is meant to be read, and stays words.
    expect(page).toMatchObject({ title: 'Good <script>alert(2)</script>' });
  });

  it('leaves out addresses that are none, and believes a page only about its own host', async () => {
    expect(parse('<title>A</title><link rel="canonical" href="javascript:alert(1)">')?.canonical).toBeNull();
    const page = await read('<title>Mine</title><link rel=canonical href="https://nature.test/theirs">');
    expect(page).toMatchObject({ address: `${page.host}/paper`, title: 'Mine' });
    expect(page.addresses.join()).not.toContain('nature.test');
  });

  it('reads letters in whatever encoding, and under the wrong label', async () => {
    const latin = Buffer.from('<title>Röntgen für alle</title>', 'latin1');
    expect((await read(latin, 'text/html; charset=utf-8')).title).toBe('Röntgen für alle');
    expect((await read(latin, 'text/html; charset=nonsense-9')).title).toBe('Röntgen für alle');
    const czech = Buffer.concat([
      Buffer.from('<meta charset="iso-8859-2"><title>'),
      Buffer.from([0xe8, 0xed, 0xb9]),
      Buffer.from('</title>'),
    ]);
    expect((await read(czech, 'text/html')).title).toBe('číš');
  });

  it('is not held up by a page made to be slow to read', () => {
    const most = 1_000_000;
    const nasty = [
      '<script>',
      '<!--',
      '<title>',
      '<meta name="',
      '<meta a=b ',
      '<svg',
      '</script',
      '<a <a',
      '&amp',
      '<!DOCTYPE [',
    ];
    for (const piece of nasty) {
      const source = `<html><title>T</title>${piece.repeat(most / piece.length)}`;
      expect(parse(source)?.title).toBe('T');
      expect(parse(`<title>${piece.repeat(most / piece.length)}`)!.title.length).toBeLessThanOrEqual(500);
    }
  });
});

describe('a page that cannot be read', () => {
  it.each([
    [401, 'its publisher does not let programs read it'],
    [403, 'its publisher does not let programs read it'],
    [429, 'its server asks for fewer requests'],
    [500, 'its server is in trouble'],
    [402, 'its server sent nothing readable'],
  ])('is still known by its address after %i', async (status, unread) => {
    const host = await serve((_, response) => void response.writeHead(status).end('<title>Sign in</title>'));
    expect(await readPage(`${host}/doi/10.1000/abc?utm_source=x`, reading)).toMatchObject({
      title: `${host.slice(7)}/doi/10.1000/abc`,
      doi: '10.1000/abc',
      unread,
    });
  });

  it('is a PDF, or too large, or never ends', async () => {
    expect((await read('%PDF-1.7 …', 'application/pdf')).unread).toBe(
      'it is not a web page, but perhaps a PDF',
    );
    const huge = gzipSync(Buffer.alloc(30_000_000, '<title>Large</title>'));
    expect((await read(huge)).unread).toBe('it is too large');
    const endless = await serve((_, response) => {
      const more = () => void response.write('<p>more</p>'.repeat(10_000));
      response.on('drain', more).writeHead(200);
      more();
    });
    expect((await readPage(endless, reading)).unread).toBe('it is too large');
  });

  it('is refused where nothing stands', async () => {
    for (const status of [404, 410]) {
      const host = await serve((_, response) => void response.writeHead(status).end());
      await expect(readPage(host, reading)).rejects.toThrow('There is no page at this address.');
    }
  });

  it('is refused where it is not public, also behind a redirect', async () => {
    const inner = await serve((_, response) => void response.end('<title>Secret</title>'));
    const outer = await serve((_, response) => void response.writeHead(302, { location: inner }).end());
    const closed = { ...reading, allowPrivate: false };
    for (const address of ['http://127.0.0.1/', 'http://10.0.0.1/x', 'http://[::1]/', 'http://2130706433/'])
      await expect(readPage(address, closed)).rejects.toThrow('This address is not on the public internet');
    // Open for the first server alone, as if that one were public.
    const halfOpen = { ...reading, allowPrivate: ((url: URL) => url.origin === outer) as unknown as boolean };
    await expect(readPage(outer, halfOpen)).rejects.toThrow(Refusal);
    await expect(readPage('https://me:word@example.org/', closed)).rejects.toThrow('without a password');
    await expect(readPage(inner, closed)).rejects.toThrow('without a password or port');
  });
});
