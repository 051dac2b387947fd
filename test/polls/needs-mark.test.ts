import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../src/polls/option.ts';
import { communityText, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { closedPoll } from './closed.ts';

// Two groups more than the fixtures have: one that will not want what the others do, and one that is never asked.
const community = communityText.replace(
  '  - slug: office\n',
  `  - slug: mr
    name: Magnetic Resonance SIG
    kind: sig
    channels: { slack: [C0MRCHANNEL] }
  - slug: rehab
    name: Rehabilitation SIG
    kind: sig
    channels: { slack: [C0REHAB0001] }
  - slug: office
`,
);

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T09:00:00Z', {}, { community });
});
afterAll(async () => {
  await lookout?.close();
});

const channels = {
  computingSlack: () => onSlack(lookout.sandboxes, 'U0ADA00001', 'C0COMPUTING'),
  computingDiscord: () => onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000001'),
  sustainability: () => onDiscord(lookout.sandboxes, '1200000000000000002', '1100000000000000002'),
  nuclear: () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0NUCLEAR01'),
  mr: () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0MRCHANNEL'),
  rehab: () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0REHAB0001'),
};
const ada = channels.computingSlack;
const adaOnDiscord = channels.computingDiscord;
const ben = () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0COMPUTING');
const cleo = () => onDiscord(lookout.sandboxes, '1200000000000000002', '1100000000000000001');

/** What stands in each channel about needs. */
async function posted(): Promise<Record<string, string[]>> {
  await lookout.service.settled();
  return Object.fromEntries(
    Object.entries(channels).map(([name, enter]) => [
      name,
      enter()
        .posts()
        .map(({ text }) => text)
        .filter((text) => text.includes('You asked for')),
    ]),
  );
}

const nowhere = {
  computingSlack: [],
  computingDiscord: [],
  sustainability: [],
  nuclear: [],
  mr: [],
  rehab: [],
};
const opens = (somebody: ReturnType<typeof ada>, words: string) =>
  somebody.opens(() => somebody.type('needs', words));

// In this order, on one app.
describe('/needs mark', { shuffle: false }, () => {
  it('is for office staff and the chair alone', async () => {
    const all = { all: 20, 'clinical-computing': 10, mr: 5 };
    // Who asked in sustainability and nuclear medicine, five of both together, is not to be told apart.
    await closedPoll(lookout.db, {
      groups: ['clinical-computing', 'mr', 'sustainability', 'nuclear-medicine'],
      answers: all,
      options: {
        'Edge AI <!channel>': { all: 9, 'clinical-computing': 7, mr: 0 },
        'Net zero theatres': { all: 6, 'clinical-computing': 1, mr: 5 },
      },
    });
    await closedPoll(lookout.db, {
      groups: ['rehab'],
      answers: { all: 6, rehab: 6 },
      options: { 'Gait analysis': { all: 6, rehab: 6 } },
    });
    const refusal = 'Only the chair of Clinical Computing SIG and the office can mark needs. Please ask Ada';
    await expect(opens(ben(), 'mark 1')).rejects.toThrow(refusal);
    await expect(opens(ben(), 'mark 99')).rejects.toThrow(refusal);
    // Ada chairs another group than this channel's, and may not decide for those of others.
    const elsewhere = onSlack(lookout.sandboxes, 'U0ADA00001', 'C0NUCLEAR01');
    await expect(opens(elsewhere, 'mark 1')).rejects.toThrow(
      'Only the chair of Nuclear Medicine SIG and the office can mark needs. Please ask the office.',
    );
    await expect(opens(ada(), 'mark all 3')).rejects.toThrow(
      'Your group was not asked about this need. Please ask the office to mark it.',
    );
    await expect(opens(ada(), 'mark 3')).rejects.toThrow(
      'Which need? Please give its number, 1 to 2, such as: /needs mark 1',
    );
    expect(await lookout.db.needMark.count()).toBe(0);
  });

  it('asks for what is missing, and tells those who asked, once, in their channels and no other', async () => {
    const chair = ada();
    const form = await opens(chair, 'mark 1');
    const need = await lookout.db.need.findUniqueOrThrow({ where: { key: keyOf('Edge AI <!channel>') } });
    expect(form).toMatchObject({ id: `mark:${need.id}`, title: 'Mark a need' });
    expect(form.fields.state!.hint).toBe('The need: “Edge AI <!channel>”');
    expect(form.fields.state!.value).toEqual(['planned']);
    expect(
      await chair.submit({ session: 'Edge AI at lunch', day: '2025-12-04', link: 'example.org' }),
    ).toEqual({
      problems: {
        day: 'Thu 4 Dec 2025 is too early. Please choose Fri 20 Nov 2026 or a later day.',
        link: 'Write a web address that begins with https:// (or http://), or leave it empty.',
      },
    });
    expect(await posted()).toEqual(nowhere);
    await chair.mend();
    expect(await chair.submit({ day: '2026-12-04', link: 'https://learn.example/edge' })).toEqual({
      said: '“Edge AI <!channel>” is marked as planned. It will be announced in 4 channels where people asked for it.',
    });
    await lookout.at('2026-11-20T09:05:00Z');
    const said = ['You asked for “Edge AI <!channel>”: it is planned: Edge AI at lunch on Fri 4 Dec 2026.'];
    // Of the two small groups both hear of it, whichever of them it was.
    expect(await posted()).toEqual({
      ...nowhere,
      computingSlack: said,
      computingDiscord: said,
      sustainability: said,
      nuclear: said,
    });
    const links = await lookout.db.delivery.findMany({ where: { key: { startsWith: `need/${need.id}/` } } });
    const [mark] = await lookout.db.needMark.findMany();
    expect(links.map(({ key }) => key)).toContain(`need/${need.id}/${mark!.id}/slack/C0NUCLEAR01`);
    for (const { message } of links)
      expect(JSON.stringify(message)).toContain('"url":"https://learn.example/edge"');
    expect(mark).toMatchObject({ by: 'Ada Obi', state: 'planned', day: '2026-12-04' });
    expect(await lookout.db.account.findMany({ where: { personId: mark!.byId! } })).toContainEqual(
      expect.objectContaining({ user: 'U0ADA00001' }),
    );
    for (const somebody of [ada(), adaOnDiscord()]) {
      const list = await somebody.command('needs', '');
      expect(list).toContain('Planned: Edge AI at lunch, Fri 4 Dec 2026 · Open');
      const why = await somebody.command('needs', 'why 1');
      expect(why).toMatch(/Fri 20 Nov 2026 · Planned: Edge AI at lunch, Fri 4 Dec 2026 · Open · Ada Obi/);
    }
  });

  it('sent again changes and tells nothing', async () => {
    await opens(adaOnDiscord(), 'mark 1');
    expect(adaOnDiscord().form()!.fields).toMatchObject({
      session: { value: 'Edge AI at lunch' },
      day: { value: 'Fri 4 Dec 2026' },
      link: { value: 'https://learn.example/edge' },
    });
    expect((await adaOnDiscord().submit({})).said).toContain('is already marked like this');
    expect(await lookout.db.needMark.count()).toBe(1);

    // The same by two at once: the second finds the first one's.
    await opens(ada(), 'mark 1');
    await opens(cleo(), 'mark 1');
    const said = await Promise.all([
      ada().submit({ state: ['planned'], day: '2026-12-11' }),
      cleo().submit({ state: ['planned'], day: 'Fri 11 December 2026' }),
    ]);
    expect(
      said.map((one) => /marked as planned|is already marked like this/.exec(one.said!)?.[0]).sort(),
    ).toEqual(['is already marked like this', 'marked as planned']);
    expect(await lookout.db.needMark.count()).toBe(2);
    await lookout.at('2026-11-20T09:10:00Z');
    const { computingSlack, sustainability, mr } = await posted();
    expect([computingSlack!.length, sustainability!.length, mr!.length]).toEqual([2, 2, 0]);
    expect(computingSlack!.at(-1)).toBe(
      'You asked for “Edge AI <!channel>”. This has changed: it is planned: Edge AI at lunch on Fri 11 Dec 2026.',
    );
  });

  it('names the need that was meant, though the ranks have changed since', async () => {
    const form = await opens(cleo(), 'mark 2');
    expect(form.fields.state!.hint).toBe('The need: “Net zero theatres”');
    await closedPoll(lookout.db, {
      groups: ['clinical-computing', 'mr'],
      answers: { all: 20, 'clinical-computing': 12, mr: 8 },
      options: {
        'Net zero theatres': { all: 12, 'clinical-computing': 12, mr: 0 },
        'Edge AI <!channel>': { all: 2, 'clinical-computing': 2, mr: 0 },
      },
      at: '2026-11-19T17:00:00Z',
    });
    expect((await cleo().submit({ state: ['declined'] })).problems).toHaveProperty('reason');
    await cleo().mend();
    expect((await cleo().submit({ state: ['declined'], reason: 'See the <@U1> course\nof 2025' })).said).toBe(
      '“Net zero theatres” is marked as declined. It will be announced in 2 channels where people asked for it.',
    );
    await lookout.at('2026-11-20T09:15:00Z');
    const declined =
      'You asked for “Net zero theatres”: it was declined. The reason: See the <@U1> course\nof 2025';
    const now = await posted();
    // Nobody of the small groups had chosen it, and in the newest poll nobody of MR.
    expect(now.computingSlack!.at(-1)).toBe(declined);
    expect(now.computingDiscord!.at(-1)).toBe(declined);
    for (const name of ['mr', 'sustainability', 'nuclear', 'rehab'])
      expect(now[name]!.join('\n')).not.toContain('Net zero');
    expect(await ada().command('needs', '')).toMatch(
      /1\. Net zero theatres\n[\s\S]*Declined: See the <@U1> course\nof 2025\n[\s\S]*2\. Edge AI/,
    );
  });

  it('takes a mark back without a word, and keeps its history', async () => {
    await opens(cleo(), 'mark 1');
    expect((await cleo().submit({ state: ['wanted'] })).said).toBe(
      '“Net zero theatres” is marked as wanted. Nothing will be announced.',
    );
    const before = await posted();
    await lookout.at('2026-11-20T09:20:00Z');
    expect(await posted()).toEqual(before);
    expect(await ada().command('needs', '')).not.toContain('Declined');
    expect(await ada().command('needs', 'why 1')).toMatch(
      /Fri 20 Nov 2026 · Wanted again · Cleo Tan[\s\S]*Fri 20 Nov 2026 · Declined: See the/,
    );
  });

  it('is refused at its sending, too, once somebody may no longer', async () => {
    await opens(cleo(), 'mark 1');
    await lookout.db.role.deleteMany({ where: { group: { slug: 'office' } } });
    expect((await cleo().submit({ session: 'X' })).said).toContain('Only the chair of');
    await opens(ada(), 'mark 1');
    await lookout.db.need.deleteMany({ where: { title: 'Net zero theatres' } });
    expect((await ada().submit({ session: 'X' })).said).toContain('This need has been deleted.');
    await until(async () => (await lookout.db.delivery.count({ where: { open: true } })) === 0);
    expect(lookout.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });
});
