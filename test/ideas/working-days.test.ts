import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addWorkingDays, weekday } from '../../src/time.ts';

describe('counting working days', () => {
  it.each([
    ['a Friday', '2026-11-20', 1, '2026-11-23'],
    ['a Friday, two weeks of them', '2026-11-20', 10, '2026-12-04'],
    ['a Saturday', '2026-11-21', 1, '2026-11-23'],
    ['a Sunday', '2026-11-22', 5, '2026-11-27'],
    ['over the end of a year', '2026-12-31', 1, '2027-01-01'],
    ['none', '2026-11-21', 0, '2026-11-21'],
  ])('from %s', (_, day, count, last) => {
    expect(addWorkingDays(day, count)).toBe(last);
  });

  it('ends on the last of exactly so many', () => {
    fc.assert(
      fc.property(fc.nat(800), fc.integer({ min: 1, max: 30 }), (from, count) => {
        const day = addDays('2026-01-01', from);
        const last = addWorkingDays(day, count);
        const between: string[] = [];
        for (let one = addDays(day, 1); one <= last; one = addDays(one, 1)) between.push(one);
        expect(weekday(last)).toBeLessThanOrEqual(5);
        expect(between.filter((one) => weekday(one) <= 5)).toHaveLength(count);
      }),
      { numRuns: 30 },
    );
  });
});
