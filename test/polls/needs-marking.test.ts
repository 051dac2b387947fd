import { describe, expect, it } from 'vitest';
import { readDay } from '../../src/chat/day.ts';
import { readOutcome, sameOutcome } from '../../src/polls/needs/marking.ts';

const today = '2026-11-21';
const none = { session: null, day: null, link: null, reason: null };

describe('a day as it is typed', () => {
  it.each([
    '2026-12-04',
    '2026-12-4',
    '4 Dec 2026',
    ' 4  December 2026 ',
    'Fri 4 Dec 2026',
    'friday, 4th dec. 2026',
    '04/12/2026',
    '4-12-2026',
  ])('%s is 4 December 2026', (typed) => {
    expect(readDay(typed)).toEqual({ day: '2026-12-04' });
  });

  it.each([
    'soon',
    'Dec 2026',
    '4 Dec',
    '4 Foo 2026',
    '4 de 2026',
    '12/04',
    '2026',
    "'; DROP TABLE need; --",
    '٤ Dec 2026',
  ])('%s is none', (typed) => {
    expect(readDay(typed)).toEqual({ problem: 'Please write the day as 4 Dec 2026 or 2026-12-04.' });
  });

  it.each(['31 Nov 2026', '29 Feb 2027', '2026-13-01', '32/1/2026', '1 Jan 0099'])(
    '%s is not in the calendar',
    (typed) => {
      expect(readDay(typed)).toEqual({
        problem: 'There is no such day. Please write it as 4 Dec 2026 or 2026-12-04.',
      });
    },
  );

  it('knows the last of February, and that a weekday was another one', () => {
    expect(readDay('29 Feb 2028')).toEqual({ day: '2028-02-29' });
    expect(readDay('Mon 4 Dec 2026')).toEqual({ problem: 'That day is Fri 4 Dec 2026. Please check it.' });
  });
});

describe('a mark as it is typed', () => {
  it('keeps what belongs to its state, clean, and nothing else', () => {
    const all = {
      session: ' Edge\u0000 AI at  lunch ',
      day: '4 Dec 2026',
      link: 'https://example.org/a b',
      reason: 'Too soon',
    };
    const session = 'Edge AI at lunch';
    const link = 'https://example.org/a%20b';
    expect(readOutcome({ ...all, state: ['planned'] }, today)).toEqual({
      decision: { state: 'planned', session, day: '2026-12-04', link, reason: null },
    });
    expect(readOutcome({ ...all, state: ['delivered'], day: '2026-11-21' }, today)).toEqual({
      decision: { state: 'delivered', session, day: '2026-11-21', link, reason: null },
    });
    expect(readOutcome({ ...all, state: ['declined'] }, today)).toEqual({
      decision: { ...none, state: 'declined', reason: 'Too soon' },
    });
    expect(readOutcome({ ...all, state: ['wanted'] }, today)).toEqual({
      decision: { ...none, state: 'wanted' },
    });
    expect(readOutcome({ state: 'planned' }, today)).toEqual({ decision: { ...none, state: 'planned' } });
  });

  it('names every field that has to be mended', () => {
    expect(readOutcome({ state: ['planned'], day: 'soon', link: 'javascript:alert(1)' }, today)).toEqual({
      problems: {
        day: 'Please write the day as 4 Dec 2026 or 2026-12-04.',
        link: 'Write a web address that begins with https:// (or http://), or leave it empty.',
      },
    });
    expect(readOutcome({ state: ['planned'], day: '20 Nov 2026' }, today)).toEqual({
      problems: { day: 'Fri 20 Nov 2026 has passed. Please write a later day.' },
    });
    expect(readOutcome({ state: ['delivered'], day: '22 Nov 2026' }, today)).toEqual({
      problems: {
        day: 'Sun 22 Nov 2026 is in the future. Please give a day in the past. Mark it as planned.',
      },
    });
    expect(readOutcome({ state: ['declined'], reason: ' \u200b ' }, today)).toHaveProperty('problems.reason');
    for (const state of [[], '', ['DROP'], ['__proto__'], undefined])
      expect(readOutcome(state === undefined ? {} : { state }, today)).toEqual({
        problems: { state: 'Choose one of these.' },
      });
  });

  it.each([
    'example.org',
    'ftp://example.org',
    'data:text/html,x',
    'https://',
    `https://example.org/${'ö'.repeat(250)}`,
  ])('takes no link like %s', (link) => {
    expect(readOutcome({ state: ['planned'], link }, today)).toHaveProperty('problems.link');
  });

  it('tells a mark that changes something from one that does not', () => {
    const mark = { ...none, state: 'planned' as const, session: 'Edge AI' };
    expect(sameOutcome(mark, { ...mark })).toBe(true);
    for (const other of [{ session: 'MR' }, { day: '2026-12-04' }, { state: 'delivered' as const }])
      expect(sameOutcome(mark, { ...mark, ...other })).toBe(false);
  });
});
