import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import { readPriority } from '../../src/escalations/priorities/filled.ts';
import { priorityForm } from '../../src/escalations/priorities/form.ts';
import { isOver, subjectOf } from '../../src/escalations/priorities/priority.ts';
import { renderEnd, renderPriority } from '../../src/escalations/priorities/render.ts';
import type { Priority } from '../../src/escalations/priorities/store.ts';

const today = '2026-11-24';
const good = {
  about: ['topic/digital'],
  keywords: ' ambient scribe, Ambient Scribe,, SPECT ',
  until: 'Fri 4 Dec 2026',
  groups: ['7', '5'],
  call: 'What would you try first?\r\n\r\n\r\n\r\nSmall things too.',
};
const read = (more: Record<string, string | string[]>) =>
  readPriority({ ...good, ...more }, today, [5, 6, 7]);
const wrong = (more: Record<string, string | string[]>) => {
  const found = read(more);
  return 'problems' in found ? found.problems : {};
};

describe('the form of a priority', () => {
  it('is read in full', () => {
    expect(read({})).toEqual({
      about: { topic: 'digital' },
      keywords: ['ambient scribe', 'SPECT'],
      until: '2026-12-04',
      groupIds: [5, 7],
      question: 'What would you try first?\n\nSmall things too.',
    });
    expect(read({ about: 'theme/12', keywords: '', groups: [], call: ' ' })).toEqual({
      about: { themeId: 12 },
      keywords: [],
      until: '2026-12-04',
      groupIds: [5, 6, 7],
      question: null,
    });
  });

  it('takes nothing that was never offered', () => {
    const forged = [
      '',
      'digital',
      'topic/cake',
      'topic/__proto__',
      'theme/0',
      'theme/1e9',
      'theme/9999999999',
    ];
    for (const about of forged) expect(wrong({ about })).toHaveProperty('about');
    for (const groups of [['8'], ['5', '8'], ['05'], ['x']])
      expect(wrong({ groups })).toHaveProperty('groups');
    expect(
      wrong({ keywords: Array.from({ length: 11 }, (_, at) => `word ${at}`).join() }).keywords,
    ).toContain('keep the 10');
    for (const keywords of ['x'.repeat(61), '!!!', 'good, ***'])
      expect(wrong({ keywords }).keywords).toContain('cannot be watched for');
    expect(wrong({ until: 'soon' }).until).toContain('4 Dec 2026');
    expect(wrong({ until: '2026-11-23' }).until).toContain('has passed');
    expect(wrong({ until: '2027-11-25' }).until).toContain('until Wed 24 Nov 2027');
    expect(wrong({ until: '2027-11-24' })).toEqual({});
    expect(wrong({ until: today })).toEqual({});
    expect(wrong({ call: 'x'.repeat(1001) }).call).toContain('1001 characters');
    expect(wrong({ call: '\u2800' }).call).toContain('leave it empty');
    expect(
      Object.keys(wrong({ about: '', keywords: '!', until: '', groups: ['x'], call: 'x'.repeat(1001) })),
    ).toHaveLength(5);
  });

  it('offers as many themes and groups as a list holds, and says when there are more groups', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        id: at + 1,
        number: at + 1,
        title: '*'.repeat(120),
        name: `G${at}`.repeat(40),
      }));
    const { fields } = priorityForm('S'.repeat(100), many(19), many(31));
    const hint = (all: typeof fields) => all.find(({ id }) => id === 'groups')!.hint;
    expect(hint(fields)).toBe('The first 25 of 31 groups. Choose none to ask all of them.');
    expect(hint(priorityForm('STERIC', [], many(3)).fields)).toBe('Choose none to ask all 3 groups.');
  });
});

describe('a priority', () => {
  const priority = (more: Partial<Priority>): Priority => ({
    id: 3,
    topic: 'digital',
    themeId: null,
    keywords: [],
    words: 'Why?',
    until: '2026-12-04',
    call: true,
    at: new Date('2026-11-24T09:00:00Z'),
    byId: 1,
    by: 'Cat Fraser',
    endedAt: null,
    drawn: 0,
    drawnOver: false,
    theme: null,
    groups: [],
    ...more,
  });

  it('runs until the end of its last day on each calendar, also where a clock is put back on it', () => {
    const one = { until: '2026-10-25', endedAt: null };
    const over = (zone: string, at: string) => isOver(one, zone, new Date(at));
    // That day has 25 hours in London.
    expect([
      over('Europe/London', '2026-10-25T23:59:59Z'),
      over('Europe/London', '2026-10-26T00:00:00Z'),
    ]).toEqual([false, true]);
    expect([over('Asia/Tokyo', '2026-10-25T14:59:59Z'), over('Asia/Tokyo', '2026-10-25T15:00:00Z')]).toEqual([
      false,
      true,
    ]);
    expect([
      over('America/New_York', '2026-10-26T03:59:59Z'),
      over('America/New_York', '2026-10-26T04:00:00Z'),
    ]).toEqual([false, true]);
    expect(isOver({ ...one, endedAt: new Date() }, 'Europe/London', new Date('2026-10-01T00:00:00Z'))).toBe(
      true,
    );
  });

  it('is named by its theme', () => {
    expect(subjectOf(priority({}))).toBe('Smart digitisation');
    expect(subjectOf(priority({ theme: { number: 7, title: 'Scribes' } }))).toBe('THEME-7 · Scribes');
  });

  it('fits every platform, whatever it says', () => {
    const words = fc.oneof(
      fc.string({ minLength: 1, maxLength: 1000, unit: 'binary' }),
      fc.constantFrom(
        '*\n'.repeat(500),
        '\u{1f600}_'.repeat(333),
        '<@U1> @everyone '.repeat(62),
        '`'.repeat(1000),
      ),
    );
    const keywords = fc.array(fc.constantFrom('*'.repeat(60), 'SPECT', '<!here>'.repeat(8)), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(words, keywords, fc.boolean(), fc.boolean(), (text, some, call, over) => {
        const theme = { number: 1, title: text.slice(0, 120) };
        const one = priority({ words: text, keywords: some, call, theme });
        const drawn = renderPriority(one, text.slice(0, 100) || 'S', { ideas: 2, over });
        expect(fits(drawn.blocks)).toBe(true);
        const by = Array.from({ length: 30 }, () => ({ name: '_'.repeat(100), ideas: 3 }));
        expect(fits(renderEnd(one, by).blocks)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
