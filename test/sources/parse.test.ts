import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createThread } from '../../src/sources/parse/thread.ts';
import { createParser, FeedUnreadable } from '../../src/sources/parse.ts';
import { net } from '../support/until.ts';

// Bounded as the one of the service, but for the time.
const parser = createParser({ milliseconds: net, megabytes: 256 });
afterAll(parser.close);

const url = 'https://example.org/feeds/all.xml';
const read = (document: string | Uint8Array) =>
  parser.parse({ bytes: typeof document === 'string' ? Buffer.from(document) : document, url });
const rss = (inside: string) => `<rss version="2.0"><channel><title>T</title>${inside}</channel></rss>`;
const faultOf = (document: string | Uint8Array) =>
  read(document).then(
    (feed) => `${feed.items.length} items`,
    (error) => (error instanceof FeedUnreadable ? error.fault : error),
  );

describe('parseFeed', () => {
  it('reads RSS', async () => {
    const feed = await read(`<?xml version="1.0"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="junk"><channel>
        <title>A &amp; B</title><link>/</link><ttl>60</ttl>
        <item>
          <title><![CDATA[Dose to <i>the</i>&nbsp;heart]]></title><link>../a?x=1&amp;y=2</link>
          <guid isPermaLink="false">a1</guid><pubDate>Fri, 20 Nov 2026 08:00:00 +0100</pubDate>
          <description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>
          <dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>
          <prism:doi>10.1000/ABC.1</prism:doi><prism:publicationName>Med Phys</prism:publicationName>
        </item></channel></rss>`);
    expect(feed).toEqual({
      title: 'A & B',
      siteUrl: 'https://example.org/',
      ttlMinutes: 60,
      truncated: false,
      items: [
        {
          title: 'Dose to the heart',
          link: 'https://example.org/a?x=1&y=2',
          id: 'a1',
          published: new Date('2026-11-20T07:00:00Z'),
          summary: 'One. Two.',
          authors: ['Ann Lee', 'Bo Ek'],
          doi: '10.1000/abc.1',
          container: 'Med Phys',
        },
      ],
    });
  });

  it('reads Atom, with xml:base and XHTML, whatever prefix it wears', async () => {
    const feed = await read(`<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://example.net/x/">
      <a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> feed</div></a:title>
      <a:entry xml:base="y/"><a:id>urn:1</a:id><a:title>One</a:title><a:author><a:name>Ann</a:name><a:email>ann@example.org</a:email></a:author>
        <a:link rel="self" href="self"/><a:link rel="alternate" type="application/pdf" href="one.pdf"/><a:link href="one"/>
        <a:updated>never</a:updated><a:published>2026-11-20T08:00:00Z</a:published></a:entry></a:feed>`);
    expect(feed.title).toBe('A bold feed');
    expect(feed.items).toMatchObject([
      {
        title: 'One',
        id: 'urn:1',
        link: 'https://example.net/x/y/one',
        authors: ['Ann'],
        published: new Date('2026-11-20T08:00:00Z'),
      },
    ]);
  });

  it('reads RDF, whose items stand outside the channel', async () => {
    const feed =
      await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><title>C</title><items><rdf:Seq><rdf:li/></rdf:Seq></items></channel>
      <item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link><dc:date>2026-11-20</dc:date>
      <dc:identifier>pmid:123</dc:identifier><dc:identifier>doi:10.1000/x</dc:identifier><dc:source>Phys Med</dc:source></item></rdf:RDF>`);
    expect(feed).toMatchObject({
      title: 'C',
      items: [{ id: 'https://example.org/1', doi: '10.1000/x', container: 'Phys Med' }],
    });
    expect(feed.items[0]?.published).toEqual(new Date('2026-11-20T00:00:00Z'));
  });

  it('reads JSON Feed, and one bad field spoils nothing else', async () => {
    const items = [
      {
        id: 1,
        title: 'One \ud800',
        url: '/one',
        date_published: '2026-11-20T08:00:00+01:00',
        authors: [{ name: 'Ann' }, 'no'],
      },
      { id: '2', title: ['no'], url: 7, content_html: '<p>Text</p>', date_published: {} },
      'no item',
    ];
    const feed = await read(
      `\uFEFF\n${JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', items })}`,
    );
    expect(feed.items).toMatchObject([
      {
        id: '1',
        title: 'One \uFFFD',
        link: 'https://example.org/one',
        published: new Date('2026-11-20T07:00:00Z'),
        authors: ['Ann'],
      },
      { id: '2', title: '', link: null, summary: 'Text', published: null },
    ]);
  });

  it('says what a document is that is no feed', async () => {
    expect(await faultOf('<!DOCTYPE html><html><head><title>Hi</title></head></html>')).toBe('web page');
    expect(await faultOf('<!doctype html><title>Sign in</title><p>Please sign in.')).toBe('web page');
    expect(await faultOf('  \n')).toBe('empty');
    expect(await faultOf('')).toBe('empty');
    expect(await faultOf('<svg><circle/></svg>')).toBe('not a feed');
    expect(await faultOf('just words')).toBe('not a feed');
    expect(await faultOf('{"items": 1}')).toBe('not a feed');
    expect(await faultOf('{"version": "https://jsonfeed.org/version/1.1", "items": [')).toBe('broken');
    await expect(read('<html>')).rejects.toThrow(/^This address gives a web page, not a feed\./);
  });

  it('reads the next document after one that failed', async () => {
    const all = await Promise.allSettled([
      read('<html>'),
      read(rss('<item><title>One</title></item>')),
      read(''),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  });
});

describe('hostile documents', () => {
  const item = (inside: string) => rss(`<item><title>ok</title>${inside}</item>`);
  it.each<[string, string | Uint8Array, string]>([
    [
      'a billion laughs',
      `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${item('<guid>&b;</guid>')}`,
      '1 items',
    ],
    ['`x<p` to 300 kB', item(`<description><![CDATA[${'x<p'.repeat(100_000)}]]></description>`), '1 items'],
    ['`x<p` to 300 kB, escaped', item(`<description>${'x&lt;p'.repeat(100_000)}</description>`), '1 items'],
    ['`x<p` to 300 kB, raw', item(`<description>${'x<p'.repeat(100_000)}</description>`), '1 items'],
    ['an attribute of 9 MB', item(`<link href="${'a'.repeat(9_000_000)}"/>`), '1 items'],
    ['an attribute of 50 MB', item(`<link href="${'a'.repeat(50_000_000)}"/>`), 'too large'],
    ['deep nesting', rss(`<item>${'<a>'.repeat(1_000_000)}`), '0 items'],
    ['deep nesting in a text', item(`<description>${'<b>'.repeat(500_000)}</description>`), '1 items'],
    ['boxes in boxes', rss('<items>'.repeat(500_000)), '0 items'],
    ['a gzip bomb', gzipSync(Buffer.alloc(100_000_000)), 'too large'],
    ['a gzip bomb in gzip', gzipSync(gzipSync(Buffer.alloc(100_000_000))), 'too large'],
    ['a broken archive', Buffer.from([0x1f, 0x8b, 1, 2, 3]), 'broken'],
    ['comments that never end', item('<!--'.repeat(1_000_000)), '0 items'],
    ['instructions that never end', item('<?'.repeat(1_000_000)), '1 items'],
    ['quotes that never end', item(`<x ${`<a b='<a b="`.repeat(300_000)}`), '1 items'],
    ['more items than anybody reads', rss('<item/>'.repeat(200_000)), '10000 items'],
    ['arrays in arrays', `{"items":${'['.repeat(1_000_000)}`, 'not a feed'],
    [
      'names that objects have of their own',
      item('<__proto__>a</__proto__><constructor/><pubDate>constructor</pubDate>'),
      '1 items',
    ],
  ])('%s', async (_, document, outcome) => {
    expect(await faultOf(document)).toBe(outcome);
  });

  it('keeps zero bytes, control characters and lone surrogates out of texts', async () => {
    const { items } = await read(
      rss('<item><title>a\0b\u0001c&#xD800;d&#0;e\uFEFF</title><guid>\u0000x</guid></item>'),
    );
    expect(items[0]).toMatchObject({ title: 'abc\uFFFDd\uFFFDe', id: 'x' });
  });
});

describe('the thread', () => {
  it('that takes too long, or too much memory, is replaced, and the next document is read', async () => {
    const many = Buffer.from(`{"items":[${'{"a":[1]},'.repeat(900_000)}{}]}`);
    const slow = createThread({ milliseconds: 1, megabytes: 256 });
    const error = await slow.read({ bytes: many, url }).catch((reason) => reason);
    expect(error.fault).toBe('too slow');
    expect((await slow.read({ bytes: many, url }).catch((reason) => reason)).fault).toBe('too slow');
    await slow.close();
    const small = createThread({ milliseconds: net, megabytes: 24 });
    expect((await small.read({ bytes: many, url }).catch((reason) => reason)).fault).toBe('too heavy');
    expect((await small.read({ bytes: Buffer.from(rss('<item/>')), url })).items).toHaveLength(1);
    await small.close();
  });
});
