import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../src/escalations/record/html.ts';
import { markdownOf } from '../../src/escalations/record/markdown.ts';
import { measure, median } from '../../src/escalations/record/measures/measure.ts';
import { altOf, figuresInWords } from '../../src/escalations/record/measures/measures-words.ts';
import { quarterOf, quartersFrom, showQuarter } from '../../src/escalations/record/measures/quarter.ts';
import type { ReportDocument } from '../../src/escalations/record/report-document.ts';
import { hostile } from './recorded.ts';

const paper = (text: string): ReportDocument => ({
  title: text,
  parts: [
    { kind: 'heading', level: 2, text },
    { kind: 'paragraph', text },
    { kind: 'list', items: [text] },
    { kind: 'table', head: ['A', 'B'], rows: [[text, 'last']] },
  ],
});

describe('a paper as Markdown', () => {
  it('has its own headings, links, lists and tables', () => {
    const drawn = markdownOf({
      title: 'Agenda',
      parts: [
        { kind: 'heading', level: 2, text: 'New' },
        {
          kind: 'paragraph',
          text: ['See ', { text: 'the idea', link: 'https://chat.test/a?b=1&c=(2)' }, '.'],
        },
        { kind: 'paragraph', text: ['One line,\n', { text: 'another', bold: true }] },
        { kind: 'list', items: ['One', 'Two'] },
        {
          kind: 'table',
          head: ['Theme', 'State'],
          rows: [['THEME-7', [{ text: 'x', link: 'javascript:x' }]]],
        },
      ],
    });
    expect(drawn).toBe(
      `${[
        '# Agenda',
        '## New',
        'See [the idea](<https://chat.test/a?b=1\\&c=(2)>).',
        'One line,\\\n**another**',
        '- One\n- Two',
        '| Theme | State |\n| --- | --- |\n| THEME-7 | x |',
      ].join('\n\n')}\n`,
    );
  });

  it('makes nothing of what a text holds', () => {
    const drawn = markdownOf(paper(hostile));
    // Whatever starts something has a backslash before it, or a character of no width within.
    const bare = drawn.replace(/\\[^\sA-Za-z0-9]/g, '');
    const [title, heading, paragraph, item, ...table] = bare.trim().split(/\n+/);
    expect([title!.slice(0, 2), heading!.slice(0, 3), item!.slice(0, 2)]).toEqual(['# ', '## ', '- ']);
    for (const line of [title!.slice(2), heading!.slice(3), paragraph!, item!.slice(2)])
      expect(line).not.toMatch(/[<>[\]`*_|!#&]|@\w|:\/\/|www\./);
    expect(table.map((row) => row.match(/\|/g)!.length)).toEqual([3, 3, 3]);
    expect(drawn).toContain('@\u200beveryone');
    expect(drawn).toContain('https:\u200b//evil.test');
  });

  it.each([
    ['# Big', '\\# Big'],
    ['1. One', '1\\. One'],
    ['12) Twelve', '12\\) Twelve'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['---', '\\---'],
    ['===', '\\==='],
    [':-', '\\:-'],
    ['> quote', '\\> quote'],
    ['    code', 'code'],
    ['```', '\\`\\`\\`'],
    ['~~~', '\\~\\~\\~'],
    ['\u202eolleh\u200b', 'olleh'],
    ['ends in \\', 'ends in \\\\'],
    ['a\r\n\n# b', 'a\\\n\\# b'],
    ['2026-11-20 (3.5)', '2026-11-20 (3.5)'],
  ])('begins nothing with %j', (text, drawn) => {
    const [, , paragraph] = markdownOf({ title: 'T', parts: [{ kind: 'paragraph', text }] }).split(
      /^(# T\n\n)/,
    );
    expect(paragraph).toBe(`${drawn}\n`);
  });
});

describe('a paper as HTML', () => {
  it('is one page of its own tags, whatever a text holds', () => {
    const drawn = htmlOf(paper(hostile));
    const tags = new Set([...drawn.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
    expect([...tags].sort()).toEqual(
      'body h1 h2 head html li meta p style table tbody td th thead title tr ul'.split(' '),
    );
    expect(drawn).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- @everyone');
    expect(drawn).not.toContain('<!--');
    expect(drawn).not.toMatch(/(src|href|url|@import)\s*[=(]/);
  });

  it('links to the web and nowhere else', () => {
    const links = ['https://chat.test/a?b="1"&c', 'javascript:alert(1)', 'data:text/html,x', 'nonsense'];
    const drawn = htmlOf({
      title: 'T',
      parts: links.map((link) => ({ kind: 'paragraph', text: [{ text: 'here', link }] })),
    });
    expect(drawn.match(/<a .*?<\/a>/g)).toEqual(['<a href="https://chat.test/a?b=%221%22&amp;c">here</a>']);
  });
});

describe('the measures of themes', () => {
  const clocks = { acknowledge: 5, decide: 20 };
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const raised = (day: string, ...then: [string, string, string][]) => ({
    state: (then.at(-1)?.[1] ?? 'raised') as 'raised',
    raisedAt: at(day),
    changes: [['raise', 'raised', day] as const, ...then].map(([act, state, day]) => ({
      ...{ act: act as 'raise', state: state as 'raised', at: at(day) },
    })),
  });
  const of = (...themes: ReturnType<typeof raised>[]) =>
    measure(themes, clocks, '2026-11-20', 'Europe/London');

  it('are none where there is none', () => {
    const none = { median: null, of: 0, inTime: 0, judged: 0 };
    expect(of()).toEqual({ themes: 0, acknowledge: none, decide: none, answered: 0 });
    expect([median([]), median([3]), median([4, 1]), median([9, 1, 10])]).toEqual([null, 3, 2.5, 9]);
  });

  it('leave out bank holidays, weekends, and the days of each wait for an answer', () => {
    // Friday 21 August to Monday 7 September; 31 August is a bank holiday. Asked on the 25th, answered on the 28th: 3 days; asked
    // again on 1 September and decided without an answer: 4 days.
    const { acknowledge, decide } = of(
      raised(
        '2026-08-21',
        ['join', 'raised', '2026-08-24'],
        ['ask', 'asked', '2026-08-25'],
        ['join', 'asked', '2026-08-27'],
        ['answer', 'taken', '2026-08-28'],
        ['ask', 'asked', '2026-09-01'],
        ['decide', 'decided', '2026-09-07'],
      ),
    );
    expect([acknowledge.median, decide.median]).toEqual([2, 10 - 3 - 4]);
  });

  it('count as late what the clock has run out for, and judge nothing before', () => {
    // To Friday 20 November: 5 and 6 working days.
    const figures = of(raised('2026-11-13'), raised('2026-11-12'));
    expect(figures.acknowledge).toEqual({ median: null, of: 0, inTime: 0, judged: 1 });
    expect(figures.decide.judged).toBe(0);
    expect(figuresInWords(figures)).toBe('2 themes; none acknowledged yet, 1 late; answered 0 of 2 (0%).');
    // Asked long ago: its clock stands still.
    const asked = of(raised('2026-08-03', ['ask', 'asked', '2026-08-04']));
    expect(asked.decide).toEqual({ median: null, of: 0, inTime: 0, judged: 0 });
    expect(of(raised('2026-08-03', ['take', 'taken', '2026-08-04'])).decide.judged).toBe(1);
  });

  it('take the first decision, and count as answered only what stands', () => {
    const reopened = raised(
      '2026-11-02',
      ['decline', 'declined', '2026-11-03'],
      ['take', 'taken', '2026-11-09'],
    );
    expect(of(reopened)).toMatchObject({ decide: { median: 1, of: 1 }, answered: 0 });
    expect(of(raised('2026-11-02', ['hand', 'acting', '2026-11-04']))).toMatchObject({
      ...{ acknowledge: { median: 2 }, decide: { median: 2, inTime: 1 }, answered: 1 },
    });
  });

  it('know the quarters, and say as many in words as there is room for', () => {
    expect(['2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ]);
    expect(quartersFrom('2025-Q4', '2026-Q2')).toEqual(['2025-Q4', '2026-Q1', '2026-Q2']);
    expect(showQuarter('2026-Q4')).toBe('Oct–Dec 2026');
    const quarters = quartersFrom('2001-Q1', '2026-Q4').map((quarter) => ({
      ...{ quarter, name: showQuarter(quarter), figures: of(raised('2026-11-02')) },
    }));
    const said = altOf({ quarters, clocks });
    expect(said.length).toBeLessThanOrEqual(1000);
    expect(said).toContain('Oct–Dec 2026, 1 theme: none yet to acknowledge, none yet to decide.');
    expect(said).toMatch(/ And \d+ more\.$/);
  });
});
