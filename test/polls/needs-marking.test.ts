import { describe, expect, it } from 'vitest';
import { readOutcome, sameOutcome } from '../../src/polls/needs/marking.ts';

const today = '2026-11-21';
const none = { session: null, day: null, link: null, reason: null };

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
        day: 'Please write a day such as 4 Dec, 4/12/2026, Monday or tomorrow.',
        link: 'Write a web address that begins with https:// (or http://), or leave it empty.',
      },
    });
    expect(readOutcome({ state: ['planned'], day: '20 Nov 2026' }, today)).toEqual({
      problems: { day: 'Fri 20 Nov 2026 is too early. Please choose Sat 21 Nov 2026 or a later day.' },
    });
    expect(readOutcome({ state: ['delivered'], day: '22 Nov 2026' }, today)).toEqual({
      problems: { day: 'Sun 22 Nov 2026 is in the future. Mark it as planned.' },
    });
    // Of what was held the last such day is meant, of what is planned the next.
    for (const [state, day] of [
      ['delivered', '2026-11-20'],
      ['planned', '2026-11-27'],
    ] as const)
      expect(readOutcome({ state, day: 'Friday' }, today)).toMatchObject({ decision: { day } });
    expect(readOutcome({ state: ['declined'], reason: ' \u200b ' }, today)).toHaveProperty('problems.reason');
    for (const state of [[], '', ['DROP'], ['__proto__'], undefined])
      expect(readOutcome(state === undefined ? {} : { state }, today)).toEqual({
        problems: { state: 'Please choose one of these.' },
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
