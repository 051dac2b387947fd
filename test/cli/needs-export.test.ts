import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import { closedPoll } from '../polls/closed.ts';
import { type Desk, openDesk } from './operator.ts';

let desk: Desk;
let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  desk = await openDesk();
  ({ db, close } = openDatabase(desk.databaseUrl, 2));
  expect((await desk.lookout(['apply', desk.file])).code).toBe(0);
});
afterAll(async () => {
  await close?.();
  await desk?.close();
});

/** Reads CSV as RFC 4180 writes it: CRLF, quotes doubled. @throws Error for what it does not allow */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error(`no cell begins with ${JSON.stringify(text.slice(0, 80))}`);
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n' && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

function records(out: string): Record<string, string>[] {
  expect(out.startsWith('\ufeff')).toBe(true);
  const [head, ...rows] = parse(out.slice(1));
  expect(rows.every((row) => row.length === head!.length)).toBe(true);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head![at]!, cell])));
}

const header =
  '\ufeffrank,need,topic,demand,answers,people,share,low,high,breadth,groups,trend,urgency,state,session,day,link,reason,evidence\r\n';

// In this order, on one database.
describe('lookout needs export', { shuffle: false }, () => {
  it('prints nothing but a header while nothing is known, and of fewer than five answers nothing', async () => {
    await closedPoll(db, {
      groups: ['nuclear-medicine'],
      answers: { all: 4 },
      options: { 'Secret wish of few': { all: 4 } },
    });
    const { code, out, err } = await desk.lookout(['needs', 'export']);
    expect([code, out, err]).toEqual([0, header, '']);
  });

  it('prints the needs by rank, with topic and evidence, and what a spreadsheet would run is inert', async () => {
    const first = await closedPoll(db, {
      template: 'pulse',
      groups: ['clinical-computing', 'sustainability'],
      answers: { all: 20, 'clinical-computing': 12, sustainability: 8 },
      options: { 'Edge AI validation': { all: 12, 'clinical-computing': 12, sustainability: 0 } },
      at: '2026-08-03T16:00:00Z',
    });
    const second = await closedPoll(db, {
      template: 'pulse',
      question: '=HYPERLINK("https://evil.test","x"), which?',
      previous: first,
      groups: ['clinical-computing', 'sustainability'],
      answers: { all: 20, 'clinical-computing': 12, sustainability: 8 },
      people: { all: 80, 'clinical-computing': 60, sustainability: 20 },
      options: {
        'Edge AI validation': { all: 8, 'clinical-computing': 3, sustainability: 5 },
        "=cmd|'/c calc'!A1": { all: 7, 'clinical-computing': 7, sustainability: 0 },
        '+1 “quoted”, "twice"; é': { all: 3, 'clinical-computing': 3, sustainability: 0 },
        '-2+3': { all: 2, 'clinical-computing': 2, sustainability: 0 },
        '@SUM(A1)': { all: 0, 'clinical-computing': 0, sustainability: 0 },
      },
      at: '2026-11-02T17:00:00Z',
    });
    const need = await db.need.findFirstOrThrow({ where: { title: 'Edge AI validation' } });
    const mark = { needId: need.id, at: new Date(), by: 'Cleo Tan' };
    await db.needMark.create({ data: { ...mark, state: 'planned', session: 'Soon' } });
    await db.needMark.create({
      data: { ...mark, state: 'declined', reason: '\t=1+1\nand "more",\r\n@once' },
    });
    const { code, out, err } = await desk.start(['needs', 'export']).ended;
    expect([code, err]).toEqual([0, '']);
    const rows = records(out);
    expect(rows.map(({ rank, need, demand }) => [rank, need, demand])).toEqual([
      ['1', 'Edge AI validation', '8'],
      ['2', "'=cmd|'/c calc'!A1", '7'],
      ['3', `'+1 “quoted”, "twice"; é`, '3'],
      ['4', "'-2+3", '2'],
      ['5', "'@SUM(A1)", '0'],
    ]);
    expect(rows[0]).toMatchObject({
      topic: 'Smart digitisation',
      answers: '20',
      people: '80',
      share: '0.4',
      low: '0.219',
      high: '0.613',
      breadth: '2',
      groups: 'Clinical Computing SIG; Environmental Sustainability CoI',
      trend: '-0.2',
      urgency: '',
      state: 'declined',
      session: '',
      day: '',
      link: '',
      reason: `'=1+1\nand "more", \n@once`,
      evidence: `poll ${second}, “=HYPERLINK("https://evil.test","x"), which?”, 2026-11-02; poll ${first}, “Which would help you most?”, 2026-08-03`,
    });
    for (const row of rows)
      for (const [column, cell] of Object.entries(row))
        if (column !== 'trend') expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
  });

  it('prints one group by its own answers, and names the groups there are for one that there is not', async () => {
    const [own, none, unknown] = await Promise.all(
      ['sustainability', 'nuclear-medicine', 'sustain'].map((slug) =>
        desk.lookout(['needs', 'export', '--group', slug]),
      ),
    );
    expect(records(own!.out)[0]).toMatchObject({
      need: 'Edge AI validation',
      demand: '5',
      answers: '8',
      people: '20',
    });
    expect(none!.out).toBe(header);
    expect([unknown!.code, unknown!.out]).toEqual([1, '']);
    expect(unknown!.err).toBe(
      'There is no group “sustain”. There are: clinical-computing, nuclear-medicine, office, sustainability.\n',
    );
  });
});
