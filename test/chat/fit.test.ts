import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Card, countdown, fits, fitting, splitToFit } from '../../src/chat/fit.ts';
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

describe('the richest rendering that fits', () => {
  const render = (size: number) => ({ summary: 'x', blocks: [paragraph('_'.repeat(Math.max(1, size)))] });
  const sizes = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 12 });

  it('is the first that stays within the limits, and the plainest where none does', () => {
    fc.assert(
      fc.property(sizes, (all) => {
        const drawn: number[] = [];
        const message = fitting(all, (size) => {
          drawn.push(size);
          return render(size);
        });
        const first = all.findIndex((size) => fits(render(size).blocks));
        const chosen = first < 0 ? all.length - 1 : first;
        expect(message).toEqual(render(all[chosen]!));
        expect(fits(message.blocks)).toBe(first >= 0);
        // None behind it was drawn.
        expect(drawn).toEqual(all.slice(0, chosen + 1));
      }),
    );
  });

  it('shows as many of a list as there is room for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 250 }), (count, length) => {
        const shown = (most: number) => [
          aside('The list'),
          ...Array.from({ length: most }, () => paragraph('*'.repeat(length))),
        ];
        const { blocks } = fitting(countdown(count, 0), (most) => ({ blocks: shown(most) }));
        expect(fits(blocks)).toBe(true);
        expect(blocks.length === count + 1 || !fits(shown(blocks.length))).toBe(true);
      }),
    );
    expect([...countdown(3)]).toEqual([3, 2, 1]);
    expect([...countdown(0)]).toEqual([0]);
  });

  it('wants something to choose from', () => {
    expect(() => fitting([], render)).toThrow(RangeError);
  });
});
