import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Card, fits, splitToFit } from '../../src/chat/fit.ts';
import { aside, button, controls, heading, paragraph, picture } from '../../src/chat/message.ts';

function card(id: number, length: number): Card {
  const words = 'x'.repeat(Math.max(1, length));
  return [
    paragraph(words),
    aside('why'),
    controls(button(`useful:${id}`, 'Useful'), button(`discuss:${id}`, 'Discuss')),
  ];
}

describe('fit', () => {
  it('makes one message of what fits in one', () => {
    const pages = splitToFit('Digest', [[heading('Digest')], ...[1, 2, 3].map((id) => card(id, 100))]);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.summary).toBe('Digest');
  });

  it('puts at most ten pictures into one message', () => {
    const cards = Array.from({ length: 12 }, (_, at) => [picture(`chart-${at}`, 'A chart')]);
    expect(splitToFit('Charts', cards).map(({ blocks }) => blocks.length)).toEqual([10, 2]);
  });

  it('parts a long one between cards, never within, in order, and says which page it is', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lengths, (all) => {
        const cards = all.map((length, id) => card(id, length));
        const pages = splitToFit('Digest', cards);
        expect(pages.flatMap(({ blocks }) => blocks)).toEqual(cards.flat());
        for (const [at, { blocks, summary }] of pages.entries()) {
          expect(fits(blocks)).toBe(true);
          expect(blocks.length % 3).toBe(0);
          expect(summary).toBe(at === 0 ? 'Digest' : `Digest (${at + 1} of ${pages.length})`);
        }
        for (const [at, { blocks }] of pages.entries()) {
          const next = pages[at + 1]?.blocks.slice(0, 3);
          if (next) expect(fits([...blocks, ...next])).toBe(false);
        }
      }),
    );
  });

  it('refuses a card that no message carries', () => {
    expect(() => splitToFit('Digest', [[paragraph('x'.repeat(2900)), paragraph('y'.repeat(2900))]])).toThrow(
      RangeError,
    );
  });
});
