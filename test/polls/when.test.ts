import { describe, expect, it } from 'vitest';
import { readDay, readTime } from '../../src/polls/asking/when.ts';

describe('a day as people write it', () => {
  it.each([
    ['Fri 27 Nov 2026', '2026-11-27'],
    ['27 November', '2026-11-27'],
    ['1st December', '2026-12-01'],
    ['1 Feb', '2027-02-01'],
    ['21 nov', '2026-11-21'],
    ['20 Nov', '2027-11-20'],
    ['27/11/2026', '2026-11-27'],
    ['1/2', '2027-02-01'],
    ['2026-11-27', '2026-11-27'],
    [' Tomorrow ', '2026-11-22'],
    ['today', '2026-11-21'],
    ['Monday', '2026-11-23'],
    ['next sat', '2026-11-28'],
    ['29 Feb 2028', '2028-02-29'],
  ])('reads %j', (written, day) => {
    expect(readDay(written, '2026-11-21')).toBe(day);
  });

  it.each([
    '',
    'soon',
    '30 Feb 2027',
    '29 Feb',
    '2026-13-01',
    '32 Nov',
    '0/1',
    '5 Foo',
    '1 2 3',
    '2026-11-27T09:00',
    '💥',
  ])('does not read %j', (written) => {
    expect(readDay(written, '2026-11-21')).toBeNull();
  });
});

describe('a time as people write it', () => {
  it.each([
    ['09:00', '09:00'],
    ['9.30', '09:30'],
    ['9am', '09:00'],
    ['12 pm', '12:00'],
    ['12am', '00:00'],
    ['5:15 PM', '17:15'],
    ['23:59', '23:59'],
  ])('reads %j', (written, time) => {
    expect(readTime(written)).toBe(time);
  });

  it.each(['', '9', '24:00', '12:60', '13pm', '0am', 'noon', '09:00:00'])('does not read %j', (written) => {
    expect(readTime(written)).toBeNull();
  });
});
