import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import { print } from '../../src/chat/print.ts';
import type { Closed } from '../../src/polls/closing/outcome.ts';
import { chartOf, renderClosed, renderResult } from '../../src/polls/closing/render-result.ts';
import type { Poll } from '../../src/polls/store.ts';

/** A closed poll with these counts, in the order in which they are shown. */
function closed(
  counts: Record<string, number> | null,
  answers: number,
  more: { poll?: Partial<Poll>; of?: number; groups?: Closed['groups']; apart?: boolean } = {},
): Closed {
  const poll = {
    question: 'Which of these would help you most?',
    template: 'need',
    closesAt: new Date('2026-11-27T17:00:00Z'),
    asker: 'Ada Obi',
    anonymous: true,
    groups: [{}, {}, {}],
    ...more.poll,
  } as Poll;
  const options = counts && Object.entries(counts).map(([text, people]) => ({ text, people }));
  const { of = null, groups = [], apart = true } = more;
  return { poll, all: { answers, of, options }, groups, apart };
}
const drawn = (one: Closed) => {
  const chart = chartOf(one);
  return chart && { name: 'a'.repeat(64), chart };
};
const result = (one: Closed) => print(renderResult(one, drawn(one)));
const standing = (one: Closed, zone = 'Europe/London') => print(renderClosed(one, drawn(one), zone));

describe('a result in words', () => {
  it('says who came first', () => {
    const one = closed({ 'Dose audits': 7, 'Image quality': 5 }, 12);
    for (const said of [result(one), standing(one)])
      expect(said).toContain('Dose audits came first: 7 of 12 people (58%).');
  });

  it('says who is level', () => {
    expect(result(closed({ A: 5, B: 5, C: 1 }, 11))).toContain(
      'A and B are tied in first place, with 5 of 11 people (45%) each.',
    );
    expect(result(closed({ A: 2, B: 2, C: 2, D: 2, E: 2, F: 1 }, 11))).toContain(
      'A, B, C and 2 more are tied in first place',
    );
    expect(result(closed({ A: 3, B: 3 }, 6))).toContain(
      'All options are tied, with 3 of 6 people (50%) each.',
    );
  });

  it('says that nobody answered, and draws nothing', () => {
    const one = closed({ A: 0, B: 0 }, 0);
    expect(chartOf(one)).toBeNull();
    for (const said of [result(one), standing(one)]) {
      expect(said).toContain('Nobody answered, so there is no result.');
      expect(said).not.toMatch(/Picture|A: 0/);
    }
  });

  it('says of an anonymous poll with fewer than five answers only how many they are', () => {
    const one = closed(null, 3);
    expect(chartOf(one)).toBeNull();
    for (const said of [result(one), standing(one)])
      expect(said).toContain('3 people answered. Fewer than five answers are not shown');
    expect(standing(closed(null, 1))).toContain('1 person answered.');
  });

  it('keeps a scale in its order, and says what was chosen most', () => {
    const one = closed({ '1 · Not at all': 2, '2 · Slightly': 6, '3 · Fairly': 4 }, 12, {
      poll: { template: 'level' },
    });
    expect(result(one)).toContain('2 · Slightly was chosen most: 6 of 12 people (50%).');
    expect(result(one)).toMatch(/1 · Not at all: 2[^\n]*\n2 · Slightly: 6[^\n]*\n3 · Fairly: 4/);
  });

  it('says of how many it is the answer, as far as it is known', () => {
    expect(result(closed({ A: 9, B: 3 }, 12, { of: 48 }))).toContain(
      '12 people answered, of about 48 who can see the poll (25%).',
    );
    expect(result(closed({ A: 9, B: 3 }, 12))).toMatch(/12 people answered\.$/);
  });

  it('says where shares are more than a hundred together', () => {
    expect(result(closed({ A: 9, B: 8 }, 12, { poll: { most: 3 } }))).toContain('Each could choose several.');
    expect(result(closed({ A: 9, B: 3 }, 12, { poll: { most: 1 } }))).not.toContain('several');
  });

  it('tells when it closed in the hours of whoever reads it', () => {
    const one = closed({ A: 9, B: 3 }, 12);
    expect(standing(one)).toContain('Closed Fri 27 Nov 2026, 17:00.');
    expect(standing(one, 'Asia/Tokyo')).toContain('Closed Sat 28 Nov 2026, 02:00.');
  });

  it('tells each group that may be shown, and that others are not', () => {
    const group = (name: string, answers: number, of: number | null) => ({
      name,
      answers,
      of,
      options: ['A', 'B', 'C', 'D', 'E'].map((text, at) => ({ text, people: Math.max(answers - 2 * at, 0) })),
    });
    const groups = [group('Clinical Computing SIG', 9, 40), group('Nuclear Medicine SIG', 5, null)];
    const said = result(closed({ A: 14, B: 10 }, 15, { groups }));
    expect(said).toContain(
      'Clinical Computing SIG (9 answers from 40 people): A 9 (100%) · B 7 (78%) · C 5 (56%) · and 2 more',
    );
    expect(said).toContain('Nuclear Medicine SIG (5 answers): A 5');
    expect(said).toContain(
      'Fewer than five answers are not shown, so some groups are not listed by themselves.',
    );
    expect(result(closed({ A: 15 }, 15, { poll: { groups: [] } }))).not.toContain('Fewer than five');
    expect(result(closed({ A: 15 }, 15, { apart: false }))).toContain('can no longer be shown by group');
  });

  it('fits into a message, whatever stands in it', () => {
    for (const letter of ['*', '👍🏽', 'W', '漢']) {
      const text = (at: number) => `${at}${letter.repeat(75)}`.slice(0, 75).toWellFormed();
      const options = Array.from({ length: 25 }, (_, at) => ({ text: text(at), people: 25 - at }));
      const counts = Object.fromEntries(options.map(({ text, people }) => [text, people]));
      const groups = Array.from({ length: 30 }, () => ({
        name: letter.repeat(70),
        answers: 25,
        of: 100,
        options,
      }));
      const poll = {
        question: letter.repeat(35),
        asker: letter.repeat(200),
        groups: Array(31).fill({}) as Poll['groups'],
      };
      const one = closed(counts, 400, { groups, of: 4000, poll });
      for (const message of [
        renderResult(one, drawn(one)),
        renderClosed(one, drawn(one), 'Europe/London'),
        renderClosed(one, drawn(one), 'Europe/London', letter.repeat(400)),
      ])
        expect(fits(message.blocks)).toBe(true);
    }
  });
});
