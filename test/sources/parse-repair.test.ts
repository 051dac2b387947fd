import { describe, expect, it } from 'vitest';
import { repair } from '../../src/sources/parse/repair.ts';

describe('repair', () => {
  const titles = (source: string) =>
    [...repair(source, 'https://example.org/').xml.matchAll(/<x-title[^>]*>([^<]*)</g)].map(
      ([, title]) => title,
    );

  it.each([
    [
      'junk before and after',
      'Warning: x<br>\n<?xml version="1.0"?><rss><channel><item><title>a</title></item></channel></rss>trailing <b>',
      'a',
    ],
    [
      'no version, bare ampersands, HTML entities',
      '<rss><item><title>Q&A &eacute; &copy=</title></item></rss>',
      'Q&amp;A é &amp;copy=',
    ],
    ['raw markup that is not closed', '<rss><item><title>a<br>b</title></item></rss>', 'a&lt;br&gt;b'],
    ['a missing end of a text', '<rss><item><title>a</item><item/></rss>', 'a'],
    [
      'titles that are not the item’s',
      '<rss><item><image><title>no</title></image><title>a</title></item></rss>',
      'a',
    ],
  ])('%s', (_, source, title) => {
    expect(titles(source)).toEqual([title]);
  });

  it('keeps the complete items of a truncated document, and says so', () => {
    const whole = '<rss><channel><item><title>a</title></item><item><title>b</title></item></channel></rss>';
    for (let end = whole.indexOf('</item>') + 7; end < whole.length; end++) {
      const { truncated } = repair(whole.slice(0, end), 'https://example.org/');
      expect([truncated, titles(whole.slice(0, end))[0]]).toEqual([true, 'a']);
    }
    expect(repair(whole, 'https://example.org/').truncated).toBe(false);
  });

  it('reads the items after one that does not end', () => {
    expect(titles('<rss><channel><item><title>a</title><item><title>b</title></channel></rss>')).toEqual([
      'a',
      'b',
    ]);
  });

  it('takes no foreign title for its own, bound or not', () => {
    const source =
      '<rss xmlns:m="urn:m"><item><media:title>no</media:title><m:title>no</m:title><title>a</title></item></rss>';
    expect(titles(source)).toEqual(['a']);
  });

  it('does not take the items inside a module for the feed’s', () => {
    const source =
      '<rss xmlns:m="urn:m"><item><m:old><item><title>no</title></item></m:old><title>a</title></item><item><title>b</title></item></rss>';
    expect(titles(source)).toEqual(['a', 'b']);
  });
});
