import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, choose, type Taste } from '../../src/digest/choose.ts';
import { namesOf } from '../../src/digest/render.ts';
import { readTyped } from '../../src/digest/share/typed.ts';
import { reckoning, why } from '../../src/digest/why.ts';
import { tag } from '../../src/taxonomy/tag.ts';

const taste: Taste = { topics: { digital: 2, safety: 1 }, keywords: ['DICOM'], size: 3 };
const seenAt = new Date('2026-11-20T06:00Z');

function item(id: number, title: string, more: Partial<Candidate>): Candidate {
  const source = { id: 1, name: 'Journal', weight: 1 };
  return { id, title, summary: '', tags: tag(title), publishedAt: null, seenAt, source, ...more };
}

describe('choosing what members have shared', () => {
  it('takes what nothing else speaks for, before what one keyword speaks for', () => {
    const shared = item(1, 'Cake for all', { source: null, shared: true });
    const { chosen } = choose([item(2, 'A DICOM gateway', {}), shared], { ...taste, topics: {}, size: 1 });
    expect(chosen).toEqual([{ id: 1, score: 4, reasons: [{ kind: 'shared', points: 4 }] }]);
    expect(why(chosen[0]!.reasons)).toBe('Shared by a member of the group');
    expect(why(chosen[0]!.reasons, 'we need it')).toBe('“we need it”');
    expect(reckoning(chosen[0]!.reasons, 4)).toBe(
      '+4  was shared by a member of the group and accepted for the digest\n= 4 points',
    );
  });

  it('keeps its size, loses nothing, adds up, and does not depend on the order', () => {
    const words = fc.constantFrom('DICOM', 'deep learning', 'cake', 'MHRA');
    const title = fc.array(words, { minLength: 1, maxLength: 3 }).map((all) => all.join(' and '));
    const one = fc.record({
      title,
      source: fc.nat(3),
      shared: fc.boolean(),
      weight: fc.constantFrom(0.5, 1, 2),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), fc.integer({ min: 1, max: 10 }), (all, size) => {
        const items = all.map(({ title, source, shared, weight }, id) =>
          item(id, title, {
            shared: shared || source === 0,
            source: source === 0 ? null : { id: source, name: `Journal ${source}`, weight },
          }),
        );
        const { chosen, also } = choose(items, { ...taste, size });
        expect(choose([...items].reverse(), { ...taste, size }).chosen).toEqual(chosen);
        expect(chosen.length).toBeLessThanOrEqual(size);
        expect([...chosen, ...also].map(({ id }) => id).sort((a, b) => a - b)).toEqual(
          items.map(({ id }) => id),
        );
        for (const { reasons, score } of chosen)
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 5);
        // What a member has shared is left out only when there is no room.
        if (chosen.length < size) expect(also.filter(({ id }) => items[id]!.shared)).toEqual([]);
      }),
    );
  });
});

describe('what is typed behind /horizon share', () => {
  it.each([
    ['https://a.org/x we need it', 'https://a.org/x', 'we need it'],
    ['  <https://a.org/x>   we   need\nit ', 'https://a.org/x', 'we need it'],
    ['look at https://a.org/x, please', 'https://a.org/x', 'look at please'],
    ['www.a.org/x?y=1 good', 'https://www.a.org/x?y=1', 'good'],
    ['a.org: good', null, null],
    ['doi:10.1000/abc.1 good', 'https://doi.org/10.1000/abc.1', 'good'],
    ['10.1000/abc(1) good', 'https://doi.org/10.1000/abc(1)', 'good'],
    ['HTTPS://A.org/ good $& $1', 'https://a.org/', 'good $& $1'],
    ['ftp://a.org/x good', null, null],
    ['https:// good', null, null],
    [`https://a.org/${'x'.repeat(2000)} good`, null, null],
  ])('%s', (typed, address, words) => {
    if (address === null) expect(() => readTyped(typed)).toThrow('is not a web address');
    else expect(readTyped(typed)).toEqual({ address, why: words });
  });

  it('names who has shared it', () => {
    const names = ['Ben', 'Dan', 'Eve', 'Fay'].map((name) => ({ name }));
    expect([1, 2, 3, 4].map((count) => namesOf(names.slice(0, count)))).toEqual([
      'Ben',
      'Ben and Dan',
      'Ben, Dan and 1 other',
      'Ben, Dan and 2 others',
    ]);
  });
});
