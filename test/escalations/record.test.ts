import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAgenda } from '../../src/escalations/record/agenda-export.ts';
import { exportMeasures } from '../../src/escalations/record/measures/measures-export.ts';
import { exportRegister } from '../../src/escalations/record/register-export.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack } from '../support/people.ts';
import { communityWith } from './community.ts';
import { giveSigns, giveTheme, giveYear, hostile, type Past } from './recorded.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T07:00:00Z', {}, { community: communityWith(['slack']) });
});
afterAll(async () => {
  await lookout?.close();
});

const catOnSlack = () => onSlack(lookout.sandboxes, 'U0CAT00001', 'C0STERIC001');
const adaOnDiscord = () => onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000001');
const benOnSlack = () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0COMPUTING');
const eveOnDiscord = () => onDiscord(lookout.sandboxes, '1200000000000000004', '1100000000000000001');
const literal = (text: string) => text.replaceAll('\u200b', '').replaceAll('\\', '');

/** The rows below a heading of a paper in Markdown, without what makes strings inert. */
async function section(title: string, since: string | null = null): Promise<string[]> {
  const drawn = literal(await exportAgenda(lookout, 'md', since));
  const found = drawn.split('\n## ').find((part) => part.startsWith(title));
  if (!found) throw new Error(`no section ${title} in ${drawn}`);
  return found.split('\n').filter((line) => line !== '' && !line.startsWith('| ---'));
}

// Its tests are one story: each goes on where the one before it ended.
describe('the record of a council', { shuffle: false }, () => {
  it('before anything was raised says so, and shows no figure', async () => {
    expect(await benOnSlack().command('escalate', 'register')).toMatch(/^Nothing has been raised yet\./);
    expect(await adaOnDiscord().command('escalate', 'measures')).toBe(
      'No theme has been raised yet, so there is nothing to measure.',
    );
    const agenda = await catOnSlack().command('escalate', 'agenda');
    for (const words of [
      'Overdue: Nothing is overdue.',
      'Waiting for an answer: No question is waiting',
      'Parked, for review: Nothing',
    ])
      expect(agenda).toContain(words);
    expect(await section('New')).toEqual([
      'New',
      'No theme raised since Wed 21 Oct 2026 is waiting for a decision.',
    ]);
    expect(await exportMeasures(lookout, 'json', true)).toMatchObject({ chart: null });
    expect((await exportMeasures(lookout, 'csv', false)).text.split('\r\n').slice(1)).toEqual([
      'all,all,0,,0,,0,,0,,0,',
      '',
    ]);
  });

  it('the register shows everybody what was raised, the newest change first, in pages', async () => {
    await giveYear(lookout.db);
    const first = await benOnSlack().command('escalate', 'register');
    expect([...first.matchAll(/THEME-(\d) ·/g)].map(([, number]) => number)).toEqual('765432'.split(''));
    expect(first).toContain(
      'THEME-6 · A round of round tables\nClinical Computing SIG · asked for: guidance note\nUnder way since Mon 2 Nov 2026 · Round table, Carl Voss, by Fri 11 Dec 2026',
    );
    expect(first).toContain('Parked since Thu 8 Oct 2026 · Parked until Fri 15 Jan 2027');
    const eve = eveOnDiscord();
    expect(literal(await eve.command('escalate', 'register'))).toContain('Declined: Others see to it.');
    await eve.pressIn('Page 1 of 2', 'More →');
    await lookout.service.settled();
    expect(literal(eve.whispers().at(-1)!)).toContain('THEME-1 · One way to accept software');
  });

  it('the register is exported with every change, and nothing of a text runs or shows as more', async () => {
    const [md, csv, json] = await Promise.all(
      (['md', 'csv', 'json'] as const).map((format) => exportRegister(lookout, format)),
    );
    const entries = JSON.parse(json!) as Record<string, unknown>[];
    expect(entries).toHaveLength(7);
    expect(entries[0]).toEqual({
      ...{ number: 'THEME-1', title: 'One way to accept software', groups: ['Clinical Computing SIG'] },
      ...{ topic: 'Smart digitisation', ask: 'Guidance note', urgency: 'Routine' },
      ...{ raised: '2026-04-02', raisedBy: 'Ada Obi', acknowledged: '2026-04-08', decided: '2026-04-14' },
      ...{
        action: 'Guidance note',
        who: 'Carl Voss',
        byWhen: '2026-05-29',
        outcome: 'We write it together.',
      },
      ...{ state: 'Done', history: expect.anything() },
    });
    expect((entries[0]!.history as object[]).map((line) => Object.values(line).join('|'))).toEqual([
      '2026-04-02|Raised|Raised|Ada Obi|Clinical Computing SIG||||',
      '2026-04-08|Taken|Being looked at|Cat Fraser|||||',
      '2026-04-14|Decided|Decided|Cat Fraser||We write it together.|Guidance note|Carl Voss|2026-05-29',
      '2026-05-01|Done|Done|Cat Fraser||It is out.|||',
    ]);
    expect(entries[2]).toMatchObject({ raised: '2026-10-01', decided: null, action: null });
    expect(entries[4]).toMatchObject({ title: hostile, raisedBy: '@here | <b>x</b>', acknowledged: null });
    const line = csv!.split('\r\n')[5]!;
    expect(line.startsWith(`THEME-5,"'${hostile.replaceAll('"', '""')}",Nuclear Medicine SIG,,`)).toBe(true);
    expect(line).toContain(",'@here | <b>x</b>,");
    expect(csv!.split('\r\n')[2]).toMatch(
      /Fri 22 May 2026 · Answered \(Noor Aziz\): Weekly\.\nFri 29 May 2026 · Declined/,
    );
    const bare = md!.replace(/\\[^\sA-Za-z0-9]/g, '');
    expect(bare.match(/^#+ .*$/gm)).toHaveLength(1 + 7);
    expect(bare).not.toMatch(/[<>[\]`]|@\w|:\/\/|www\./);
    expect(literal(md!)).toContain('| Raised | Thu 19 Nov 2026 by @here | <b>x</b> |');
    expect(literal(md!)).toContain('- Mon 2 Nov 2026 · Reported (Cat Fraser): The room is booked.');
  });

  it('the agenda has what is new, overdue, asked, under way and parked', async () => {
    const fresh = await section('New (2)');
    expect(fresh.slice(3).map((row) => row.slice(0, 30))).toEqual([
      '| THEME-4 · Gas in theatres | ',
      expect.stringMatching(/^\| THEME-5 · =HYPERLINK/),
    ]);
    expect(fresh[3]).toContain('Guidance note (urgent) | Mon 16 Nov 2026 by Ada Obi');
    expect((await section('New (1)', '2026-11-17'))[1]).toContain('since Tue 17 Nov 2026');
    expect((await section('Overdue (1)')).slice(2)).toEqual([
      '| THEME-3 · Carbon of computing | Being looked at | To be decided by Thu 29 Oct 2026 | 16 working days late | – |',
    ]);
    expect((await section('Waiting for an answer (1)')).slice(2)).toEqual([
      '| THEME-4 · Gas in theatres | Environmental Sustainability CoI | Which gases, # and how much? | Wed 18 Nov 2026 by Cat Fraser |',
    ]);
    expect((await section('Under way (1)')).slice(2)).toEqual([
      '| THEME-6 · A round of round tables | Round table | Carl Voss | Fri 11 Dec 2026 | Mon 2 Nov 2026: The room is booked. |',
    ]);
    expect((await section('Parked, for review (1)')).slice(2)).toEqual([
      '| THEME-7 · Names of beams | Nuclear Medicine SIG | Fri 15 Jan 2027 | After the year. |',
    ]);
  });

  it('the agenda has what cuts across, rises, is wanted, is watched, and waits to be gathered', async () => {
    await giveSigns(lookout.db);
    // Some of it is due: it shall not be done while the paper is read.
    await lookout.service.settled();
    expect((await section('Cross-cutting (2)')).slice(2)).toEqual([
      '| THEME-3 · Carbon of computing | Clinical Computing SIG, Environmental Sustainability CoI | Being looked at |',
      expect.stringMatching(
        /\(topic\) \| Clinical Computing SIG, .*Nuclear Medicine SIG \| Flags from several groups, noticed Tue 10 Nov 2026 \|$/,
      ),
    ]);
    expect((await section('Rising topics')).slice(3)).toEqual([
      expect.stringMatching(/^\| .* \| 2 \(0\) \| 1 \(1\) \| 1 \(0\) \| 4 \(1\) \|$/),
      '| Smart digitisation | 1 (0) | 0 (0) | 0 (0) | 1 (0) |',
    ]);
    const needs = (await section('Needs with the highest demand (5)')).slice(2);
    expect(needs.map((row) => row.split(' | ')[0])).toEqual([9, 8, 7, 6, 5].map((all) => `| Need of ${all}`));
    expect(needs[0]).toContain('9 of 30 people (30%');
    expect((await section('Priorities and open calls (1)')).slice(2)).toEqual([
      expect.stringMatching(/\| Clinical Computing SIG \| Fri 20 Nov 2026 \| 1 idea \|$/),
    ]);
    const flagged = await exportAgenda(lookout, 'md', null);
    expect((await section('Flagged, not yet raised (1)')).slice(3)).toHaveLength(1);
    expect(flagged).toContain(
      '[Message: Seen \\[by\\](https:\u200b//evil.test) two](<https://chat.test/given-1>)',
    );
    const html = await exportAgenda(lookout, 'html', null);
    expect(html.match(/<(script|img|b)\b/g)).toBeNull();
    expect(html).toContain('<h2>New (2)</h2>');
    expect(html.match(/<a [^>]*>/g)).toEqual(['<a href="https://chat.test/given-1">']);
    expect(html.split('<h2>').length - 1).toBe(10);
  });

  it('the agenda takes a day of the calendar that has been', async () => {
    for (const day of ['2026-02-30', 'lately', '20261101'])
      await expect(exportAgenda(lookout, 'md', day)).rejects.toThrow('Please write');
    // Without a year it is the last that was.
    expect(await exportAgenda(lookout, 'md', '1 Nov')).toBe(await exportAgenda(lookout, 'md', '2026-11-01'));
    await expect(exportAgenda(lookout, 'md', '2026-11-21')).rejects.toThrow(
      'Sat 21 Nov 2026 is in the future. Please give a day in the past.',
    );
  });

  it('the agenda is told in one message to chairs and council, and to no member', async () => {
    for (const somebody of [catOnSlack(), adaOnDiscord()]) {
      const agenda = literal(await somebody.command('escalate', 'agenda'));
      expect(agenda).toContain('What is before STERIC');
      expect(agenda).toContain('THEME-3 · Carbon of computing · to be decided, 16 working days late');
      expect(agenda).toContain('Needs with the highest demand (5)');
    }
    for (const [somebody, words] of [benOnSlack(), eveOnDiscord()].flatMap((one) =>
      ['agenda', 'measures'].map((word) => [one, word] as const),
    ))
      expect(await somebody.command('escalate', words)).toBe(
        `Only the council, chairs and the office can see the ${words}. Please ask your chair.`,
      );
    expect(lookout.log.filter((line) => line.includes('"denied"'))).toHaveLength(4);
  });

  it('the measures are the figures that a person reckons from the calendar', async () => {
    const { text, chart } = await exportMeasures(lookout, 'csv', true);
    const rows = text.trim().split('\r\n').slice(1);
    // By hand: to acknowledge 2, 2, 6, 2, –, 5, 2 (Good Friday, Easter Monday free), and of the declined one 1; to decide 6, 13 − 7 = 6
    // (spring bank holiday free), –, –, –, 5, 2, and 1. THEME-3 is late, 4 and 5 are not.
    expect(rows).toEqual([
      'all,all,8,2,7,6,7,5,5,5,6,5',
      'quarter,2026-Q1,1,1,1,1,1,1,1,1,1,1',
      'quarter,2026-Q2,2,2,2,2,2,6,2,2,2,2',
      'quarter,2026-Q3,0,,0,,0,,0,,0,',
      'quarter,2026-Q4,5,3.5,4,3,4,3.5,2,2,3,2',
      'group,Clinical Computing SIG,3,5,3,2,3,5.5,2,2,3,2',
      'group,Environmental Sustainability CoI,3,2,3,2,3,1,1,1,2,1',
      'group,Nuclear Medicine SIG,3,2,2,2,2,4,2,2,2,2',
      expect.stringMatching(/^topic,[^,]*limate[^,]*,1,2,1,1,1,,0,,0,0$/),
      expect.stringMatching(/^topic,.*,2,2,2,2,2,4,2,2,2,2$/),
      'topic,Smart digitisation,4,3.5,4,3,4,5,3,3,4,3',
      'topic,No topic,1,,0,,0,,0,,0,0',
    ]);
    expect([...chart!.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    const words = (await exportMeasures(lookout, 'md', false)).text;
    expect(words).toContain('| Oct–Dec 2026 | 5 | 3.5 days (median of 4) | 3 of 4 (75%) |');
    expect(words).toContain('| Jul–Sep 2026 | 0 | – | – | – | – | – |');
    const stricter = { db: lookout.db, now: lookout.now, clocks: { acknowledge: 1 } };
    expect(JSON.parse((await exportMeasures(stricter, 'json', false)).text)).toMatchObject({
      clocks: { acknowledge: 1, decide: 20 },
      all: { acknowledge: { inTime: 1, judged: 7 } },
    });
  });

  it('the measures are told in words and as a picture', async () => {
    for (const somebody of [catOnSlack(), adaOnDiscord()]) {
      const said = literal(await somebody.command('escalate', 'measures'));
      expect(said).toContain('How soon STERIC answers');
      expect(said).toContain('acknowledged after 2 days (median of 7), 6 of 7 in time; decided after');
      expect(said).toContain('Jul–Sep 2026, no theme. Apr–Jun');
      expect(said).toContain('Nuclear Medicine SIG: 3 themes;');
    }
    expect(await lookout.db.picture.count()).toBe(1);
  });

  it('every list is one message, however all is called', async () => {
    const at = '2026-11-12T09:00:00Z';
    const decide: Past = { act: 'decide', state: 'decided', at, who: '[]'.repeat(100) };
    await lookout.db.group.updateMany({ data: { name: '*_'.repeat(75) } });
    for (let left = 12; left > 0; left -= 1)
      await giveTheme(lookout.db, {
        ...{ title: '*_'.repeat(60), raised: '2026-11-10T09:00:00Z', due: '2026-11-12' },
        ...(left > 6 ? {} : { after: [decide] }),
      });
    for (const word of ['register', 'agenda', 'measures'])
      expect(await adaOnDiscord().command('escalate', word)).toContain('*_*_');
  });
});
