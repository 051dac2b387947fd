import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/sources/parse/dates.ts';

describe('dates', () => {
  it.each([
    ['Fri, 20 Nov 2026 08:00:00 GMT', '2026-11-20T08:00:00Z'],
    ['Fri, 20 Nov 2026 08:00:00 EST', '2026-11-20T13:00:00Z'],
    ['20 Nov 26 08:00 +0530', '2026-11-20T02:30:00Z'],
    ['Friday, November 20, 2026 - 08:05', '2026-11-20T08:05:00Z'],
    ['November 20, 2026 8:05 PM', '2026-11-20T20:05:00Z'],
    ['Fri Nov 20 08:00:00 MST 2026', '2026-11-20T15:00:00Z'],
    ['2026-11-20T08:00:00.5+01:00', '2026-11-20T07:00:00.500Z'],
    ['2026-11-20T08:00:00-0500', '2026-11-20T13:00:00Z'],
    ['2026-11-20 08:00:00', '2026-11-20T08:00:00Z'],
    ['20261120', '2026-11-20T00:00:00Z'],
    ['2026-11', '2026-11-01T00:00:00Z'],
    ['2001', '2001-01-01T00:00:00Z'],
    ['26-11-20  08:00', '2026-11-20T08:00:00Z'],
    ['07.02.2025', '2025-02-07T00:00:00Z'],
    ['Fri, 05/03/2019 - 15:21', '2019-05-03T15:21:00Z'],
    ['Tue, 05/03/2019 - 15:21', '2019-03-05T15:21:00Z'],
    ['20/11/2026', '2026-11-20T00:00:00Z'],
    ['Fr, 20 Dez 2026 08:00:00 +0100', '2026-12-20T07:00:00Z'],
  ])('%s is %s', (text, iso) => {
    expect(parseDate(text)).toEqual(new Date(iso));
  });

  it.each([
    '',
    'yesterday',
    '0001-01-01T00:00:00Z',
    '3200-01-01',
    '2026-02-30',
    '2026-13-01',
    'Fri, 32 Nov 2026 08:00:00 GMT',
    '1700000000',
    'constructor',
    '20 Nov 2026 never',
  ])('%s is none', (text) => {
    // biome-ignore format: a list
    expect(parseDate(text)).toBeNull();
  });

  it('never throws, and reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const date = parseDate(text);
        expect(date === null || !Number.isNaN(date.getTime())).toBe(true);
      }),
    );
    const date = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (given) => {
        expect(parseDate(given.toISOString())).toEqual(given);
        expect(parseDate(given.toUTCString())).toEqual(new Date(Math.floor(+given / 1000) * 1000));
      }),
    );
  });
});
