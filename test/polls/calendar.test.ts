import { describe, expect, it } from 'vitest';
import { closingOf, openingAfter, type Repeat, reminderOf } from '../../src/polls/calendar.ts';
import { showMoment } from '../../src/time.ts';

const london = 'Europe/London';
const closes = (opens: string, days: number, zone = london) =>
  closingOf(new Date(opens), days, zone).toISOString();

describe('the closing of a poll', () => {
  it('is at 17:00 on the wall clock, so many days later, whatever the hour of the opening', () => {
    expect(closes('2026-11-20T09:00:00Z', 7)).toBe('2026-11-27T17:00:00.000Z');
    expect(closes('2026-11-20T23:59:00Z', 7)).toBe('2026-11-27T17:00:00.000Z');
    expect(closes('2026-11-19T00:00:00Z', 1)).toBe('2026-11-20T17:00:00.000Z');
  });

  it('moves from a weekend to the Monday', () => {
    expect(closes('2026-11-20T09:00:00Z', 1)).toBe('2026-11-23T17:00:00.000Z');
    expect(closes('2026-11-20T09:00:00Z', 2)).toBe('2026-11-23T17:00:00.000Z');
    expect(closes('2026-11-20T09:00:00Z', 3)).toBe('2026-11-23T17:00:00.000Z');
    expect(closes('2026-11-20T09:00:00Z', 4)).toBe('2026-11-24T17:00:00.000Z');
  });

  it('stays at 17:00 over both changes of the clock', () => {
    // Summer time begins on Sun 29 Mar 2026 and ends on Sun 25 Oct 2026.
    expect(closes('2026-03-25T09:00:00Z', 7)).toBe('2026-04-01T16:00:00.000Z');
    expect(closes('2026-10-21T08:00:00Z', 7)).toBe('2026-10-28T17:00:00.000Z');
    // Half past eleven in the evening of the last day before: by the wall clock a day is a day.
    expect(closes('2026-03-28T23:30:00Z', 2)).toBe('2026-03-30T16:00:00.000Z');
    expect(closes('2026-10-24T22:30:00Z', 2)).toBe('2026-10-26T17:00:00.000Z');
  });

  it.each([
    ['Australia/Sydney', '2026-11-19T20:00:00Z', '2026-11-27T06:00:00.000Z'],
    ['America/New_York', '2026-10-30T03:00:00Z', '2026-11-05T22:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-20T09:00:00Z', '2026-11-27T11:30:00.000Z'],
    ['Pacific/Auckland', '2026-09-24T21:00:00Z', '2026-10-02T04:00:00.000Z'],
  ])('counts the days of %s', (zone, opens, closing) => {
    expect(closes(opens, 7, zone)).toBe(closing);
    expect(showMoment(new Date(closing), zone)).toMatch(/, 17:00$/);
  });

  it('moves from a bank holiday to the working day after it, in zones that keep them', () => {
    expect(closes('2026-12-18T09:00:00Z', 7)).toBe('2026-12-29T17:00:00.000Z');
    expect(closes('2026-03-27T09:00:00Z', 7)).toBe('2026-04-07T16:00:00.000Z');
    expect(closes('2026-12-18T09:00:00Z', 7, 'Europe/Berlin')).toBe('2026-12-25T16:00:00.000Z');
  });
});

describe('the reminder', () => {
  const reminds = (opens: string, closing: string, zone = london) =>
    reminderOf(new Date(opens), new Date(closing), zone)?.toISOString() ?? null;

  it('comes halfway, where that is in working hours', () => {
    expect(reminds('2026-11-23T09:00:00Z', '2026-11-25T17:00:00Z')).toBe('2026-11-24T13:00:00.000Z');
  });

  it('waits for the morning, and over a weekend for Monday', () => {
    expect(reminds('2026-11-23T09:00:00Z', '2026-11-26T17:00:00Z')).toBe('2026-11-25T10:00:00.000Z');
    expect(reminds('2026-11-23T17:00:00Z', '2026-11-26T01:00:00Z')).toBe('2026-11-25T10:00:00.000Z');
    expect(reminds('2026-11-20T09:00:00Z', '2026-11-24T17:00:00Z')).toBe('2026-11-23T10:00:00.000Z');
    // Over the end of summer time too, at ten by the wall clock.
    expect(reminds('2026-10-22T08:00:00Z', '2026-10-29T17:00:00Z')).toBe('2026-10-26T10:00:00.000Z');
    expect(reminds('2026-03-26T09:00:00Z', '2026-04-01T16:00:00Z')).toBe('2026-03-30T09:00:00.000Z');
    // Halfway is noon of a bank holiday, Boxing Day’s or May Day; in New York people are at work.
    expect(reminds('2026-12-24T07:00:00Z', '2027-01-01T17:00:00Z')).toBe('2026-12-29T10:00:00.000Z');
    expect(reminds('2026-05-01T08:00:00Z', '2026-05-07T16:00:00Z')).toBe('2026-05-05T09:00:00.000Z');
    expect(reminds('2026-05-01T13:00:00Z', '2026-05-07T21:00:00Z', 'America/New_York')).toBe(
      '2026-05-04T17:00:00.000Z',
    );
  });

  it('is left out of a short poll, and when it would come too late', () => {
    expect(reminds('2026-11-23T09:00:00Z', '2026-11-24T17:00:00Z')).toBeNull();
    expect(reminds('2026-11-20T17:00:00Z', '2026-11-23T13:00:00Z')).toBeNull();
  });

  it('keeps to the hours of the zone', () => {
    // Halfway is 20:00 in Sydney on the Tuesday.
    expect(reminds('2026-11-22T22:00:00Z', '2026-11-25T20:00:00Z', 'Australia/Sydney')).toBe(
      '2026-11-24T23:00:00.000Z',
    );
  });
});

describe('a poll that goes out again', () => {
  /** The first ones of a rhythm, as the wall clock shows them. */
  function run(first: string, repeat: Repeat, count: number, zone = london): string[] {
    const begin = new Date(first);
    const all = [begin];
    while (all.length < count) all.push(openingAfter(all.at(-1)!, repeat, zone, begin)!);
    return all.map((at) => showMoment(at, zone));
  }

  it('never, unless it is to', () => {
    expect(openingAfter(new Date('2026-11-20T09:00:00Z'), 'never', london)).toBeNull();
  });

  it('weekly, at the same hour over both changes of the clock', () => {
    expect(run('2026-03-25T09:00:00Z', 'weekly', 3)).toEqual([
      'Wed 25 Mar 2026, 09:00',
      'Wed 1 Apr 2026, 09:00',
      'Wed 8 Apr 2026, 09:00',
    ]);
    expect(run('2026-10-21T08:00:00Z', 'weekly', 2)).toEqual([
      'Wed 21 Oct 2026, 09:00',
      'Wed 28 Oct 2026, 09:00',
    ]);
  });

  it('weekly from a Saturday on Mondays, a week apart', () => {
    expect(run('2026-11-21T09:00:00Z', 'weekly', 3)).toEqual([
      'Sat 21 Nov 2026, 09:00',
      'Mon 30 Nov 2026, 09:00',
      'Mon 7 Dec 2026, 09:00',
    ]);
  });

  it('weekly on Fridays over Easter, Christmas and New Year, and back on Fridays', () => {
    expect(run('2026-12-18T09:00:00Z', 'weekly', 4)).toEqual([
      'Fri 18 Dec 2026, 09:00',
      'Tue 29 Dec 2026, 09:00',
      'Mon 4 Jan 2027, 09:00',
      'Fri 8 Jan 2027, 09:00',
    ]);
    expect(run('2027-03-19T09:00:00Z', 'weekly', 3)).toEqual([
      'Fri 19 Mar 2027, 09:00',
      'Tue 30 Mar 2027, 09:00',
      'Fri 2 Apr 2027, 09:00',
    ]);
  });

  it('monthly from the 31st: on the last day of shorter months, on the working day after a weekend, and back on the 31st', () => {
    expect(run('2026-12-31T09:00:00Z', 'monthly', 6)).toEqual([
      'Thu 31 Dec 2026, 09:00',
      'Mon 1 Feb 2027, 09:00',
      'Mon 1 Mar 2027, 09:00',
      'Wed 31 Mar 2027, 09:00',
      'Fri 30 Apr 2027, 09:00',
      // The 31st is a bank holiday.
      'Tue 1 Jun 2027, 09:00',
    ]);
  });

  it('quarterly over a leap day', () => {
    expect(run('2027-11-30T09:00:00Z', 'quarterly', 5)).toEqual([
      'Tue 30 Nov 2027, 09:00',
      'Tue 29 Feb 2028, 09:00',
      'Tue 30 May 2028, 09:00',
      'Wed 30 Aug 2028, 09:00',
      'Thu 30 Nov 2028, 09:00',
    ]);
  });

  it('at an hour that the clock skips once, and keeps the hour after', () => {
    // In Berlin the day is a Sunday, so a Monday is taken anyway; in Cairo it is a Friday.
    expect(run('2027-03-21T01:30:00Z', 'weekly', 3, 'Europe/Berlin')).toEqual([
      'Sun 21 Mar 2027, 02:30',
      'Mon 29 Mar 2027, 02:30',
      'Mon 5 Apr 2027, 02:30',
    ]);
    expect(run('2026-04-16T22:30:00Z', 'weekly', 3, 'Africa/Cairo')).toEqual([
      'Fri 17 Apr 2026, 00:30',
      'Fri 24 Apr 2026, 01:30',
      'Fri 1 May 2026, 00:30',
    ]);
  });
});
