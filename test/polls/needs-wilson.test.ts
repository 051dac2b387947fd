import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change, wilson } from '../../src/polls/needs/wilson.ts';

const share = fc
  .integer({ min: 1, max: 5000 })
  .chain((answers) =>
    fc.record({ answers: fc.constant(answers), chosen: fc.integer({ min: 0, max: answers }) }),
  );

describe('the score interval', () => {
  // Newcombe (1998), Stat Med 17, 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d of %d people is what was published', (chosen, answers, low, high) => {
    const found = wilson(chosen, answers);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('lies between 0 and 1, and holds the share', () => {
    fc.assert(
      fc.property(share, ({ chosen, answers }) => {
        const { low, high } = wilson(chosen, answers);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(chosen / answers);
        expect(high).toBeGreaterThanOrEqual(chosen / answers);
        expect(low).toBeLessThan(high);
      }),
    );
  });

  it('is the same from the other side', () => {
    fc.assert(
      fc.property(share, ({ chosen, answers }) => {
        expect(wilson(answers - chosen, answers).low).toBeCloseTo(1 - wilson(chosen, answers).high, 10);
      }),
    );
  });

  it('narrows the more people answer', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 2, max: 20 }), ({ chosen, answers }, times) => {
        const [few, many] = [wilson(chosen, answers), wilson(chosen * times, answers * times)];
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });

  it('refuses what is no share', () => {
    for (const [chosen, answers] of [
      [1, 0],
      [6, 5],
      [-1, 5],
      [Number.NaN, 5],
    ] as const)
      expect(() => wilson(chosen, answers)).toThrow(RangeError);
  });
});

describe('the interval of a change', () => {
  // Newcombe (1998), Stat Med 17, 873–890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 10, 0.6075, 1],
  ])('from %d of %d against %d of %d is what was published', (a, m, b, n, low, high) => {
    const found = change({ chosen: a, answers: m }, { chosen: b, answers: n });
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('holds the change, and turns round with it', () => {
    fc.assert(
      fc.property(share, share, (now, then) => {
        const { low, high } = change(now, then);
        const by = now.chosen / now.answers - then.chosen / then.answers;
        expect(low).toBeLessThanOrEqual(by);
        expect(high).toBeGreaterThanOrEqual(by);
        expect(change(then, now).low).toBeCloseTo(-high, 10);
      }),
    );
  });
});
