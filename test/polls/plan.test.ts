import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/polls/asking/plan.ts';

const poll = { zone: 'Europe/London', lasts: 7 };
const now = new Date('2026-11-20T14:00:00Z');
const read = (fields: Record<string, string | string[]>, at = now, zone = poll.zone) =>
  readPlan({ ...poll, zone }, { time: '09:00', repeat: ['never'], ...fields }, at);
const opensAt = (...given: Parameters<typeof read>) => {
  const plan = read(...given);
  return 'problems' in plan ? plan.problems : plan.opensAt.toISOString();
};

describe('when a poll is to go out', () => {
  it('is a day with the time beside it, in the zone of the poll', () => {
    for (const day of ['2026-12-01', 'Tue 1 Dec 2026', '1/12'])
      expect(opensAt({ day, time: '9.30' })).toBe('2026-12-01T09:30:00.000Z');
    expect(opensAt({ day: '1 Dec' }, now, 'Asia/Tokyo')).toBe('2026-12-01T00:00:00.000Z');
    // It is the 21st in Auckland already.
    expect(opensAt({ day: 'tomorrow' }, now, 'Pacific/Auckland')).toBe('2026-11-21T20:00:00.000Z');
  });

  it('is the time behind the day, where one was typed there', () => {
    expect(opensAt({ day: 'tomorrow 9:30' })).toBe('2026-11-21T09:30:00.000Z');
    expect(opensAt({ day: 'today 2:01 pm', time: 'never' })).toBe('2026-11-20T14:01:00.000Z');
    expect(read({ day: 'today 13:59' })).toHaveProperty('problems.day');
  });

  it('is still to come, and within a year', () => {
    expect(read({ day: 'today', time: '14:00' })).toHaveProperty('problems.time');
    expect(opensAt({ day: 'today', time: '14:01' })).toBe('2026-11-20T14:01:00.000Z');
    expect(read({ day: 'yesterday' })).toHaveProperty('problems.day');
    expect(opensAt({ day: '20/11/2027' })).toBe('2027-11-20T09:00:00.000Z');
    expect(read({ day: '21/11/2027' })).toHaveProperty('problems.day');
  });

  it('names every field that has to be mended', () => {
    expect(read({ day: 'whenever', time: '25:00', repeat: ['hourly'] })).toEqual({
      problems: {
        day: 'Please write a day such as 4 Dec, 4/12/2026, Monday or tomorrow.',
        time: 'Please write a time such as 14:00, 9.30 or 5 pm.',
        repeat: 'Please choose one of these.',
      },
    });
    expect(read({})).toEqual({ problems: { day: 'Please fill this in.' } });
  });

  it('on a day on which the clock changes is a time that there is, the first of two', () => {
    // On 28 March 2027 no clock in London shows 01:30; on 25 October 2026 each does twice.
    expect(opensAt({ day: '28 March 2027 1:30' })).toBe('2027-03-28T01:30:00.000Z');
    expect(opensAt({ day: '28 March 2027 2:00' })).toBe('2027-03-28T01:00:00.000Z');
    expect(opensAt({ day: '25 Oct 1:30' }, new Date('2026-10-24T12:00:00Z'))).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    // Between the two 01:30 of that night the first has passed.
    expect(read({ day: 'today', time: '1:30' }, new Date('2026-10-25T00:45:00Z'))).toHaveProperty(
      'problems.time',
    );
    expect(opensAt({ day: 'Sunday' }, new Date('2027-03-27T12:00:00Z'))).toBe('2027-03-28T08:00:00.000Z');
  });
});
