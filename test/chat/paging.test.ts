import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import { heading, type Message, paragraph } from '../../src/chat/message.ts';
import {
  openingIn,
  packedPage,
  pageAt,
  pageOfRows,
  renderPage,
  turnIn,
  turning,
} from '../../src/chat/paging.ts';
import { plain } from '../../src/chat/text.ts';

const turn = (to: number) => `needs:all/${to}`;
const list = { title: 'Needs', hints: ['By rank.'], turn };

const buttonsOf = ({ blocks }: Pick<Message, 'blocks'>) =>
  blocks.flatMap((block) => (block.kind === 'controls' ? block.controls : []));
const words = ({ blocks }: Message) => blocks.map((block) => ('text' in block ? plain(block.text) : ''));

describe('a page', () => {
  it('is the one that was asked for, or the nearest that there is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double()), fc.integer({ min: 1, max: 999 }), (wanted, pages) => {
        const { at } = pageAt(wanted, pages);
        expect(Number.isInteger(at) && at >= 0 && at < pages).toBe(true);
        if (Number.isInteger(wanted) && wanted >= 0 && wanted < pages) expect(at === wanted).toBe(true);
      }),
    );
    expect(pageAt(Number.POSITIVE_INFINITY, 3).at).toBe(2);
    expect(pageAt(Number.NaN, 3).at).toBe(0);
    expect(pageAt(0, 0)).toEqual({ at: 0, pages: 1 });
  });

  it('knows how many rows come before it', () => {
    expect(pageOfRows(1, 13, 6)).toEqual({ at: 1, pages: 3, from: 6 });
    expect(pageOfRows(99, 13, 6)).toEqual({ at: 2, pages: 3, from: 12 });
    expect(pageOfRows(99, 12, 6)).toEqual({ at: 1, pages: 2, from: 6 });
  });

  it('says which it is, and has buttons to those beside it alone', () => {
    const page = (at: number, pages: number) => renderPage(list, [[paragraph('x')]], { at, pages });
    expect(words(page(0, 1))).toEqual(['Needs', 'x', 'By rank.']);
    expect(buttonsOf(page(0, 1))).toEqual([]);
    expect(words(page(1, 3)).slice(0, 3)).toEqual(['Needs', 'x', 'Page 2 of 3. By rank.']);
    expect(page(1, 3).summary).toBe('Needs (2 of 3)');
    const turned = (at: number) =>
      buttonsOf(page(at, 3)).map((one) => one.kind === 'button' && [one.label, turnIn(one.id).page]);
    expect(turned(0)).toEqual([['More →', 1]]);
    expect(turned(1)).toEqual([
      ['← Back', 0],
      ['More →', 2],
    ]);
    expect(turned(2)).toEqual([['← Back', 1]]);
    expect(turning({ at: 0, pages: 1 }, turn)).toEqual([]);
  });
});

describe('the button of a page', () => {
  it('is read back as it was made', () => {
    const of = fc.oneof(fc.constant('all'), fc.integer({ min: 1 }).map(String));
    fc.assert(
      fc.property(of, fc.nat(), (of, page) => {
        expect(turnIn(`needs:${of}/${page}`)).toEqual({ of, page });
        expect(turnIn(`themes:${page}`)).toEqual({ of: '', page });
        expect(openingIn(`history:${of}/${page}`)).toEqual({ of, page });
        expect(openingIn(`history:${of}`)).toEqual({ of, page: null });
      }),
    );
  });

  it('leads to a page that there is, whatever number stands on it, and is refused when none does', () => {
    for (const digits of ['-1', '007', '99999999999999999999', '9'.repeat(400)]) {
      const { at } = pageAt(turnIn(`themes:${digits}`).page, 3);
      expect([0, 1, 2]).toContain(at);
    }
    for (const id of [
      'themes',
      'themes:',
      'themes:x',
      'needs:all/',
      'needs:all/1.5',
      'needs:all/1e3',
      'needs:1/ 2',
    ])
      expect(() => turnIn(id)).toThrow('This button does not work');
  });
});

describe('packed pages', () => {
  it('hold all cards in their order, each page within the limits', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lengths, fc.constantFrom(undefined, 4), (all, most) => {
        const cards = all.map((length, at) => [paragraph(`${at} ${'x'.repeat(length)}`)]);
        const seen: string[] = [];
        for (let at = 0; ; at += 1) {
          const page = packedPage(list, cards, at, most);
          expect(fits(page.blocks)).toBe(true);
          const shown = words(page).filter((text) => /^\d+ x/.test(text));
          expect(shown.length).toBeLessThanOrEqual(most ?? all.length);
          seen.push(...shown);
          if (!buttonsOf(page).some((one) => one.kind === 'button' && one.label === 'More →')) break;
        }
        expect(seen).toEqual(all.map((length, at) => `${at} ${'x'.repeat(length)}`));
      }),
    );
  });

  it('is one page without cards where there are none', () => {
    expect(packedPage({ title: 'Needs', turn }, [], 7)).toEqual({
      summary: 'Needs',
      blocks: [heading('Needs')],
    });
  });
});
