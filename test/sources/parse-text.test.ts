import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorNames } from '../../src/sources/parse/authors.ts';
import { shorten } from '../../src/sources/parse/clean.ts';
import { doiIn, doiInAddress } from '../../src/sources/parse/doi.ts';
import { chooseLink, resolveLink } from '../../src/sources/parse/links.ts';
import { plainText } from '../../src/sources/parse/plain-text.ts';

describe('plainText', () => {
  it.each([
    ['A <b>bold</b> &amp; <i>italic</i>&nbsp;title', 'A bold & italic title'],
    ['1 < 2 and 3 > 2, I <3 you', '1 < 2 and 3 > 2, I <3 you'],
    ["Nice <gorilla> what's he weigh?", "Nice <gorilla> what's he weigh?"],
    ['one<br/>two<p>three</p>', 'one two three'],
    ['a &lt;i&gt;in vivo&lt;/i&gt; study', 'a in vivo study'],
    [
      '<mml:math><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn><annotation>x=2</annotation></mml:math>',
      'x=2',
    ],
    ['<script>alert(1)</script>shown<style>x</style>', 'shown'],
    ['$^{18}$F-FDG at $\\gamma$-ray energies, $5\\times10^{3}$ Bq', '18F-FDG at γ-ray energies, 5×103 Bq'],
    ['From $5 to $8.60', 'From $5 to $8.60'],
    ['\uFEFFa\u200Bb\u202E\n c', 'ab c'],
    ['AT&T &unknown; &amp', 'AT&T &unknown; &amp'],
  ])('%s', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it('is one well-formed line, whatever comes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<', '</', '>', '&', '&#xD800;', '$', '\\', '<![CDATA[', '<!--', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = plainText(pieces.join(''));
        expect(text).not.toMatch(/\p{Surrogate}/u);
        expect(text).toBe(text.replace(/\s+/g, ' ').trim());
      }),
    );
  });

  it('is cut at a word', () => {
    expect(shorten('alpha beta gamma delta', 14)).toBe('alpha beta…');
    expect(shorten('one two', 7)).toBe('one two');
    expect(shorten('😀'.repeat(10), 8)).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('links, identifiers, authors', () => {
  it('resolves what can be followed, and nothing else', () => {
    expect(resolveLink('a?b#c', 'https://example.org/x/y')).toBe('https://example.org/x/a?b#c');
    expect(resolveLink(' https://example.org ', 'https://example.net/')).toBe('https://example.org');
    expect(resolveLink('https://example.org/é', 'https://example.net/')).toBe('https://example.org/%C3%A9');
    for (const no of [
      'javascript:alert(1)',
      'mailto:a@example.org',
      'urn:x',
      'data:text/html,x',
      '',
      'http://',
    ])
      expect(resolveLink(no, 'https://example.org/')).toBeNull();
  });

  it('prefers the page to the file, and never itself', () => {
    expect(
      chooseLink([
        { href: 'a', rel: 'self' },
        { href: 'b', type: 'application/pdf' },
        { href: 'c', type: 'text/html' },
      ])?.href,
    ).toBe('c');
    expect(chooseLink([{ href: 'a', rel: 'enclosure' }])).toBeNull();
  });

  it.each([
    ['doi:10.1016/S0022-3476(18)31119-3.', '10.1016/s0022-3476(18)31119-3'],
    ['https://doi.org/10.1000%2Fabc', '10.1000/abc'],
    ['(see 10.1000/abc)', '10.1000/abc'],
    ['PII S0022-3476', null],
  ])('%s names %s', (text, doi) => {
    expect(doiIn(text)).toBe(doi);
  });

  it.each([
    ['https://example.org/doi/abs/10.1002/mp.1?af=R', '10.1002/mp.1'],
    ['https://example.org/content/10.1101/2026.01.01.123v2.full', '10.1101/2026.01.01.123'],
    ['https://example.org/doi/10.1002/mp.1/abstract', '10.1002/mp.1'],
    ['https://example.org/article/10.5', null],
  ])('%s leads to %s', (address, doi) => {
    expect(doiInAddress(address)).toBe(doi);
  });

  it('keeps names and drops addresses of e-mail', () => {
    expect(
      authorNames([
        'ann@example.org (Ann Lee)',
        '<name>Bo Ek</name><email>bo@example.org</email>',
        'Cy <cy@example.org>',
        'Cy',
        'd@example.org',
      ]),
    ).toEqual(['Ann Lee', 'Bo Ek', 'Cy']);
  });
});
