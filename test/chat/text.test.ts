import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, plain, shorten } from '../../src/chat/text.ts';

describe('clean', () => {
  it.each([
    ['controls and NUL', 'a\u0000b\u0007c', 'abc'],
    ['overrides that reorder', 'safe\u202Egpj.exe', 'safegpj.exe'],
    ['zero-width characters and a byte order mark', '\uFEFFdo\u200Bse', 'dose'],
    ['lone surrogates', 'a\uD800b', 'a\uFFFDb'],
    ['runs of spaces', '  a \t b\r\n', 'a b'],
  ])('takes away %s', (_, outside, expected) => {
    expect(clean(outside)).toBe(expected);
  });

  it('leaves emoji and joined scripts as they are', () => {
    expect(clean('👩‍⚕️ क्‍ष')).toBe('👩‍⚕️ क्‍ष');
  });

  it('is always well-formed, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = clean(text);
        expect(once.isWellFormed()).toBe(true);
        expect(clean(once)).toBe(once);
      }),
    );
  });
});

describe('shorten', () => {
  it('cuts at a word and says that it did', () => {
    expect(shorten('Proton therapy for every child', 20)).toBe('Proton therapy for…');
  });

  it('keeps to the length and never halves a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, most) => {
        const short = shorten(text, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.isWellFormed()).toBe(true);
        if (text.length <= most) expect(short).toBe(text);
      }),
    );
  });
});

describe('plain', () => {
  it('is what a person reads', () => {
    expect(plain(['See ', { text: 'the paper', link: 'https://example.org' }, '.'])).toBe('See the paper.');
  });
});
