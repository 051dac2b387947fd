import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay, parseMoment, parseTime, typedDay } from '../../src/chat/day.ts';
import { addDays, showDay, weekday } from '../../src/time.ts';

/** A Saturday. */
const today = '2026-11-21';

describe('a day as people write it', () => {
  it.each([
    ['today', '2026-11-21'],
    [' Tomorrow ', '2026-11-22'],
    ['yesterday', '2026-11-20'],
    ['Mon', '2026-11-23'],
    ['Monday', '2026-11-23'],
    ['on tues', '2026-11-24'],
    ['Weds', '2026-11-25'],
    ['thurs', '2026-11-26'],
    ['next sat', '2026-11-28'],
    ['Saturday', '2026-11-28'],
    ['4 Dec', '2026-12-04'],
    ['4th of December', '2026-12-04'],
    ['Fri 4 Dec', '2026-12-04'],
    ['21 nov', '2026-11-21'],
    ['20 Nov', '2027-11-20'],
    ['1 Feb', '2027-02-01'],
    ['3 Sept', '2027-09-03'],
    ['4/12', '2026-12-04'],
    ['1/2', '2027-02-01'],
    ['12/04', '2027-04-12'],
    ['4 December 2026', '2026-12-04'],
    [' 4  Dec 2026 ', '2026-12-04'],
    ['friday, 4th dec. 2026', '2026-12-04'],
    ['04/12/2026', '2026-12-04'],
    ['4.12.2026', '2026-12-04'],
    ['4-12-2026', '2026-12-04'],
    ['Fri 04/12/26', '2026-12-04'],
    ['4.12.26', '2026-12-04'],
    ['2026-12-04', '2026-12-04'],
    ['2026-12-4', '2026-12-04'],
    ['29 Feb 2028', '2028-02-29'],
    ['4 Dec 2025', '2025-12-04'],
  ])('%j is %s', (typed, day) => {
    expect(parseDay(typed, today)).toEqual({ day });
  });

  it.each([
    '',
    'soon',
    'Dec 2026',
    'Dec',
    'mo',
    'monkey',
    'Monday week',
    '4',
    '2026',
    '4 Foo',
    '4 de 2026',
    'Foo 4 Dec',
    '1 2 3',
    '4/12-2026',
    '26-12-04',
    '2026-11-27T09:00',
    '٤ Dec 2026',
    'constructor',
    '__proto__',
    "'; DROP TABLE need; --",
    '💥',
    '9'.repeat(400),
  ])('%j is none, and the complaint shows how one is written', (typed) => {
    expect(parseDay(typed, today)).toEqual({
      problem: 'Please write a day such as 4 Dec, 4/12/2026, Monday or tomorrow.',
    });
  });

  it.each([
    '31 Nov',
    '30 Feb 2027',
    '29 Feb 2027',
    '29/2/2100',
    '32/1/2026',
    '0/1',
    '1/13',
    '2026-13-01',
    '1 Jan 0099',
  ])('%j is not in the calendar', (typed) => {
    expect(parseDay(typed, today)).toEqual({
      problem: 'There is no such day. Please write one such as 4 Dec, 4/12/2026, Monday or tomorrow.',
    });
  });

  it('is checked against its weekday', () => {
    for (const typed of ['Mon 4 Dec 2026', 'monday 4 Dec', 'Mon 4/12'])
      expect(parseDay(typed, today)).toEqual({ problem: 'That day is Fri 4 Dec 2026. Please check it.' });
  });

  it('is in the next year, when it was in this one already', () => {
    expect(parseDay('4 Jan', '2026-12-31')).toEqual({ day: '2027-01-04' });
    expect(parseDay('31 Dec', '2026-12-31')).toEqual({ day: '2026-12-31' });
    expect(parseDay('30/12', '2026-12-31')).toEqual({ day: '2027-12-30' });
    expect(parseDay('tomorrow', '2026-12-31')).toEqual({ day: '2027-01-01' });
    expect(parseDay('Friday', '2026-12-31')).toEqual({ day: '2027-01-01' });
  });

  it('knows in which years February has 29 days', () => {
    // The next 29 February is more than a year off: nobody means that one.
    for (const now of ['2026-03-01', '2027-02-28']) expect(parseDay('29 Feb', now)).toHaveProperty('problem');
    for (const now of ['2027-03-01', '2028-01-31', '2028-02-29'])
      expect(parseDay('29 Feb', now)).toEqual({ day: '2028-02-29' });
    expect(parseDay('tomorrow', '2028-02-28')).toEqual({ day: '2028-02-29' });
    expect(parseDay('29 Feb', '2028-03-01', 'past')).toEqual({ day: '2028-02-29' });
  });

  it('is the last that was, where a day that was is wanted', () => {
    const past = (typed: string) => parseDay(typed, today, 'past');
    expect(past('21 Nov')).toEqual({ day: '2026-11-21' });
    expect(past('22 Nov')).toEqual({ day: '2025-11-22' });
    expect(past('4/1')).toEqual({ day: '2026-01-04' });
    expect(past('Friday')).toEqual({ day: '2026-11-20' });
    expect(past('Sat')).toEqual({ day: '2026-11-14' });
    expect(past('4 Dec 2026')).toEqual({ day: '2026-12-04' });
  });

  it('is read back from how we show it, and from how a date picker gives it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (count) => {
        const day = addDays(today, count);
        for (const typed of [day, showDay(day), typedDay(day)])
          expect(parseDay(typed, today)).toEqual({ day });
      }),
    );
    expect(['2026-12-04', 'soon', '2026-02-30'].map(typedDay)).toEqual([
      'Fri 4 Dec 2026',
      'soon',
      '2026-02-30',
    ]);
  });

  it('of a weekday is within seven days, and never today', () => {
    const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    for (const name of names)
      for (let at = 0; at < 7; at += 1)
        for (const [wanted, sign] of [['future', 1] as const, ['past', -1] as const]) {
          const now = addDays(today, at);
          const read = parseDay(name, now, wanted);
          if ('problem' in read) throw new Error(read.problem);
          expect(weekday(read.day)).toBe(names.indexOf(name) + 1);
          expect([1, 2, 3, 4, 5, 6, 7].map((count) => addDays(now, sign * count))).toContain(read.day);
        }
  });

  it('alone takes no time', () => {
    expect(parseDay('tomorrow 9:30', today)).toEqual({
      problem: 'Please write the day without a time, such as 4 Dec, 4/12/2026, Monday or tomorrow.',
    });
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const read = parseMoment(typed, today);
        expect('problem' in read || /^\d{4}-\d\d-\d\d$/.test(read.day)).toBe(true);
        expect(Object.keys(parseTime(typed))).toHaveLength(1);
      }),
    );
  });
});

describe('a day with a time', () => {
  it.each([
    ['tomorrow 9:30', '2026-11-22', '09:30'],
    ['tomorrow at 9.30', '2026-11-22', '09:30'],
    ['Monday 14:00', '2026-11-23', '14:00'],
    ['Mon 9am', '2026-11-23', '09:00'],
    ['4 Dec 5 pm', '2026-12-04', '17:00'],
    ['4 Dec 2026, 14:00', '2026-12-04', '14:00'],
    ['04/12/2026 14:00', '2026-12-04', '14:00'],
    ['2026-12-04 09:00', '2026-12-04', '09:00'],
    ['4.12.2026 9.30', '2026-12-04', '09:30'],
    ['4 Dec', '2026-12-04', null],
    ['tomorrow', '2026-11-22', null],
  ])('%j is %s, %s', (typed, day, time) => {
    expect(parseMoment(typed, today)).toEqual({ day, time });
  });

  it.each(['9:30', 'soon 9:30', 'tomorrow 25:00', 'tomorrow 13 pm', '31 Nov 14:00', 'tomorrow noon'])(
    '%j is none',
    (typed) => {
      expect(parseMoment(typed, today)).toHaveProperty('problem');
    },
  );
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
    ['0:00', '00:00'],
  ])('%j is %s', (typed, time) => {
    expect(parseTime(typed)).toEqual({ time });
  });

  it.each(['', '9', '24:00', '12:60', '13pm', '0am', 'noon', '09:00:00', '-1:00', '٩:٣٠'])(
    '%j is none, and the complaint shows how one is written',
    (typed) => {
      expect(parseTime(typed)).toEqual({ problem: 'Please write a time such as 14:00, 9.30 or 5 pm.' });
    },
  );
});
