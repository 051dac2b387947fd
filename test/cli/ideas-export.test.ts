import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import { exportIdeas } from '../../src/ideas/finding/export.ts';
import { giveTheme } from '../escalations/recorded.ts';
import { account, giveIdea } from '../ideas/rows.ts';
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

const header =
  '\ufeffnumber,kind,title,text,topic,group,state,reason,author,sent,supporters,followers,mergedInto,hidden,history\r\n';

type Exported = Record<string, unknown>;
const people = (...ids: string[]) => ids.map((id) => account(`slack/${id}`));

// In this order, on one database.
describe('the record, while there is nothing and then', { shuffle: false }, () => {
  describe('lookout ideas export', () => {
    it('prints a header or an empty list while there are none, and says which formats and groups there are', async () => {
      expect(await exportIdeas({ db }, 'csv', null)).toBe(header);
      expect(await exportIdeas({ db }, 'json', null)).toBe('[]\n');
      const [format, group] = await Promise.all([
        desk.lookout(['ideas', 'export', '--format', 'xlsx']),
        desk.lookout(['ideas', 'export', '--group', 'sustain']),
      ]);
      expect([format!.code, format!.out]).toEqual([1, '']);
      expect(format!.err).toBe('There is no format “xlsx”. Choose csv or json.\n');
      expect([group!.code, group!.out]).toEqual([1, '']);
      expect(group!.err).toMatch(/^There is no group “sustain”\. There are: clinical-computing, /);
    });

    it('prints what became of them, as CSV and JSON; nothing of who is anonymous, and no formula runs', async () => {
      const whistler = account('slack/UWHISTLER1');
      const best = await giveIdea(db, {
        title: '=HYPERLINK("https://evil.test")',
        text: 'Line one\n+2, "quoted"; é',
        topic: 'digital',
        author: '@Ada Obi',
        sender: account('slack/U0ADA00001'),
        supporters: people('S1', 'S2'),
        followers: people('S1'),
        state: 'declined',
        // Already the next day in London.
        at: '2026-07-01T23:30:00Z',
      });
      const change = { ideaId: best.id, at: new Date('2026-07-02T09:00:00Z'), by: 'Cleo Tan' };
      await db.ideaChange.create({ data: { ...change, state: 'looking' } });
      await db.ideaChange.create({ data: { ...change, state: 'declined', reason: '-1 too dear' } });
      const anonymous = await giveIdea(db, {
        title: '\t-2+3',
        sender: whistler,
        mergedId: best.id,
        supporters: people('S2', 'S3'),
      });
      await giveIdea(db, { title: 'Vile', hidden: true, group: 'sustainability', kind: 'problem' });
      const json = await exportIdeas({ db }, 'json', null);
      const [csv, one] = await Promise.all([
        desk.start(['ideas', 'export']).ended,
        desk.lookout(['ideas', 'export', '--format', 'json', '--group', 'sustainability']),
      ]);
      expect([csv!.code, csv!.err, one!.code, one!.err]).toEqual([0, '', 0, '']);
      expect(csv!.out).toBe(
        [
          header.trimEnd(),
          `IDEA-1,Idea,"'=HYPERLINK(""https://evil.test"")","Line one\n+2, ""quoted""; é",Smart digitisation,Clinical Computing SIG,Declined,'-1 too dear,'@Ada Obi,2026-07-02,3,1,,,2026-07-02 Being looked at (Cleo Tan); 2026-07-02 Declined (Cleo Tan): -1 too dear`,
          "IDEA-2,Idea,'-2+3,,,Clinical Computing SIG,Merged with another,,anonymous,2026-11-02,2,0,IDEA-1,,",
          'IDEA-3,Problem,Vile,,,Environmental Sustainability CoI,Received,,anonymous,2026-11-02,0,0,,yes,',
          '',
        ].join('\r\n'),
      );
      const ideas = JSON.parse(json) as Exported[];
      expect(ideas.map((idea) => Object.keys(idea).join())).toEqual(Array(3).fill(header.slice(1).trimEnd()));
      expect(ideas[0]).toMatchObject({
        title: '=HYPERLINK("https://evil.test")',
        supporters: 3,
        hidden: false,
        history: [{ state: 'Being looked at' }, { state: 'Declined', by: 'Cleo Tan', reason: '-1 too dear' }],
      });
      expect((JSON.parse(one!.out) as Exported[]).map(({ number }) => number)).toEqual(['IDEA-3']);
      const row = await db.idea.findUniqueOrThrow({ where: { id: anonymous.id } });
      for (const trace of [
        whistler.id,
        row.mark,
        row.act,
        Buffer.from(row.salt).toString('base64'),
        'sealed',
        'salt',
      ])
        expect(csv!.out + json).not.toContain(trace);
    });

    it('calls who has left a former member', async () => {
      await db.idea.updateMany({ where: { signed: true }, data: { author: null, personId: null } });
      const json = await exportIdeas({ db }, 'json', null);
      expect((JSON.parse(json) as Exported[])[0]!.author).toBe('a former member');
    });
  });

  // Here, because a desk takes as long to open as all of these to run. The community of this file has no council yet.
  describe('lookout register, agenda and measures', () => {
    it('say which formats and days there are, and draw nothing while there is nothing', async () => {
      const said = await Promise.all(
        [
          ['register', 'export', '--format', 'docx'],
          ['agenda', '--format', 'docx'],
          ['agenda', '--since', 'May'],
          ['measures', '--chart', join(desk.folder, 'none.png')],
        ].map((args) => desk.lookout(args)),
      );
      expect(said.map(({ code, out, err }) => [code, out, err])).toEqual([
        [1, '', 'There is no format “docx”. Choose md, csv or json.\n'],
        [1, '', 'There is no format “docx”. Choose md or html.\n'],
        [1, '', '“May” is not a date. Please write it as 2026-11-01.\n'],
        [1, '', expect.stringMatching(/^No theme has been raised yet, .* No chart was drawn\.\n$/)],
      ]);
    });

    it('print the record, and draw it', async () => {
      await giveTheme(db, { title: '=1+1 | <b>x</b>', raised: '2026-11-02T09:00:00Z', due: '2026-11-09' });
      const [register, agenda, measures] = await Promise.all(
        [
          ['register', 'export'],
          ['agenda', '--format', 'html', '--since', '2026-11-01'],
          ['measures', '--format', 'csv', '--chart', 'measures.png'],
        ].map((args) => desk.start(args).ended),
      );
      expect([register!, agenda!, measures!].map(({ code, err }) => [code, err])).toEqual(
        Array(3).fill([0, '']),
      );
      expect(register!.out).toMatch(/^# Decision register of The council\n/);
      expect(register!.out).toContain('\n## THEME-1 · =1+1 \\| \\<b\\>x\\</b\\>\n');
      expect(agenda!.out).toContain('<td>THEME-1 · =1+1 | &lt;b&gt;x&lt;/b&gt;</td>');
      expect(measures!.out.split('\r\n')[1]).toMatch(/^all,all,1,/);
      const png = await readFile(join(desk.folder, 'measures.png'));
      expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    });
  });
});
