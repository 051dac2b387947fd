import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, itemKey } from '../../src/sources/identity.ts';

const feed = 'https://example.org/feed';

describe('canonicalAddress', () => {
  it.each([
    ['https://www.Example.org/a/', 'example.org/a'],
    ['http://example.org/a#part', 'example.org/a'],
    ['https://example.org:443/a', 'example.org/a'],
    ['http://example.org:8080/a', 'example.org:8080/a'],
    ['https://example.org/a?utm_source=rss&id=3&UTM_Medium=x&fbclid=1', 'example.org/a?id=3'],
    ['https://example.org/?utm_source=rss', 'example.org'],
    ['https://example.org/A?b=C', 'example.org/A?b=C'],
    [' mailto:a@b.example ', 'mailto:a@b.example'],
  ])('%s is %s', (address, canonical) => {
    expect(canonicalAddress(address)).toBe(canonical);
  });

  it('changes nothing the second time', () => {
    const address = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .webUrl({ withFragments: true, withQueryParameters: true })
        .map((url) => url.replace('://', '://www.')),
      fc.tuple(fc.webUrl(), fc.constantFrom('80', '443', '8443')).map(([url, port]) => {
        const ported = new URL(url);
        ported.port = port;
        return ported.href;
      }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(address, (given) => {
        const once = canonicalAddress(given);
        expect(canonicalAddress(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on scheme, www. or tracking marks', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: false }), (url) => {
        const bare = url.replace(/^https?:\/\//, '');
        const keys = [
          `http://${bare}`,
          `https://www.${bare}`,
          `https://${bare}?utm_campaign=x`,
          `https://${bare}#top`,
        ];
        expect(new Set(keys.map(canonicalAddress)).size).toBe(1);
      }),
    );
  });
});

describe('itemKey', () => {
  it('is the address, else the DOI, else the id or the title within its feed', () => {
    const all = { link: 'https://www.example.org/a/', id: 'x', doi: '10.1000/ABC', title: 'News' };
    expect(itemKey(all, feed)).toBe('example.org/a');
    expect(itemKey({ ...all, link: null }, feed)).toBe('doi:10.1000/abc');
    expect(itemKey({ ...all, link: null, doi: null }, feed)).toBe('id:example.org/feed x');
    expect(itemKey({ ...all, link: null, doi: null, id: null }, feed)).toBe('title:example.org/feed News');
    expect(itemKey({ link: null, doi: null, id: null, title: '' }, feed)).toBe('');
  });

  it('keeps one id of two feeds apart', () => {
    const item = { link: null, doi: null, id: '1', title: 'News' };
    expect(itemKey(item, feed)).not.toBe(itemKey(item, 'https://example.net/feed'));
  });

  it('never is longer than 500 characters, and long ones that differ at the end stay apart', () => {
    const long = (end: string) =>
      itemKey(
        { link: `https://example.org/${'a'.repeat(3000)}${end}`, id: null, doi: null, title: '' },
        feed,
      );
    expect(long('x').length).toBe(500);
    expect(long('x')).not.toBe(long('y'));
    fc.assert(
      fc.property(fc.string({ minLength: 400, maxLength: 2000, unit: 'grapheme' }), (id) => {
        const key = itemKey({ link: null, doi: null, id, title: '' }, feed);
        expect(key.length).toBeLessThanOrEqual(500);
        expect(key).toBe(itemKey({ link: null, doi: null, id, title: '' }, feed));
      }),
    );
  });
});
