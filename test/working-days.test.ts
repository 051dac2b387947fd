import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, weekday } from '../src/time.ts';
import { addWorkingDays, isWorkingDay, workingDayFrom, workingDaysBetween } from '../src/working-days.ts';

const london = 'Europe/London';

/** The weekdays of a year on which nobody works. */
function holidays(year: number, zone = london): Day[] {
  const days: Day[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
    if (weekday(day) <= 5 && !isWorkingDay(day, zone)) days.push(day.slice(5));
  return days;
}

describe('the bank holidays of England and Wales', () => {
  // As listed on https://www.gov.uk/bank-holidays, which begins anew every few years; 2022 and 2023 had some of their own.
  it.each([
    [2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    [2023, '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ])('are known of %i', (year, days) => {
    expect(holidays(year)).toEqual(days.split(' '));
  });

  it('are kept in the zones of the United Kingdom and its islands, however they are written, and nowhere else', () => {
    for (const zone of ['Europe/London', 'europe/london', 'Europe/Belfast', 'Europe/Isle_of_Man', 'GB'])
      expect(isWorkingDay('2026-12-28', zone), zone).toBe(false);
    for (const zone of ['Europe/Dublin', 'Europe/Berlin', 'Australia/Sydney', 'UTC'])
      expect(holidays(2026, zone), zone).toEqual([]);
  });
});

describe('counting working days', () => {
  it.each([
    ['a Friday', '2026-11-20', 1, '2026-11-23'],
    ['a Friday, two weeks of them', '2026-11-20', 10, '2026-12-04'],
    ['a Saturday', '2026-11-21', 1, '2026-11-23'],
    ['a Sunday', '2026-11-22', 5, '2026-11-27'],
    ['Maundy Thursday', '2026-04-02', 1, '2026-04-07'],
    ['the Friday before May Day', '2026-05-01', 1, '2026-05-05'],
    ['Christmas Eve', '2026-12-24', 1, '2026-12-29'],
    ['Christmas Eve, over the new year', '2026-12-24', 4, '2027-01-04'],
    ['Christmas Eve of a year with two substitute days', '2027-12-24', 1, '2027-12-29'],
    ['a bank holiday', '2026-12-25', 1, '2026-12-29'],
    ['none', '2026-11-21', 0, '2026-11-21'],
  ])('from %s', (_, day, count, last) => {
    expect(addWorkingDays(day, count, london)).toBe(last);
  });

  it('knows only weekends where no bank holidays are kept', () => {
    expect(addWorkingDays('2026-12-24', 1, 'Europe/Berlin')).toBe('2026-12-25');
    expect(addWorkingDays('2026-12-31', 1, 'Pacific/Auckland')).toBe('2027-01-01');
    expect(addWorkingDays('2027-01-01', 1, 'Pacific/Auckland')).toBe('2027-01-04');
  });

  it('takes a working day as it is, and any other as the next one', () => {
    const from = (day: Day) => workingDayFrom(day, london);
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(from)).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-23',
      '2026-11-23',
    ]);
    expect(['2026-12-25', '2026-12-28', '2027-03-26'].map(from)).toEqual([
      '2026-12-29',
      '2026-12-29',
      '2027-03-30',
    ]);
  });

  it('agrees with adding them, from any day, in any zone', () => {
    fc.assert(
      fc.property(
        fc.nat(1500),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(london, 'Europe/Berlin'),
        (from, count, zone) => {
          const day = addDays('2025-01-01', from);
          const last = addWorkingDays(day, count, zone);
          expect(workingDaysBetween(day, last, zone)).toBe(count);
          expect(workingDaysBetween(last, day, zone)).toBe(0);
          if (count > 0) {
            expect(isWorkingDay(last, zone)).toBe(true);
            expect(workingDaysBetween(day, addDays(last, -1), zone)).toBe(count - 1);
          } else expect(last).toBe(day);
        },
      ),
      { numRuns: 50 },
    );
  });
});
