import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { fits } from '../../src/chat/fit.ts';
import type { Message } from '../../src/chat/message.ts';
import { plain } from '../../src/chat/text.ts';
import { about, showing } from '../../src/delivery/subject.ts';
import { type ChangeToMake, change } from '../../src/escalations/theme/change.ts';
import { lockTheme } from '../../src/escalations/theme/store.ts';
import { remindOverdue } from '../../src/escalations/watching/overdue.ts';
import { directlyWith } from '../ideas/direct.ts';
import { appOf } from '../ideas/following.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Seen, until } from '../support/people.ts';
import { communityWith } from './community.ts';
import { seedTheme } from './raising.ts';

const people = {
  cat: { slack: 'U0CAT00001', discord: '1200000000000000005', name: 'Cat Fraser' },
  carl: { slack: 'U0CARL0001', discord: '1200000000000000006', name: 'Carl Voss' },
};

describe('a theme with which nothing happens', { shuffle: false }, () => {
  let lookout: RunningApp;
  let app: App;
  beforeAll(async () => {
    lookout = await openApp('2026-12-01T09:00:00Z', {}, { community: communityWith() });
    app = appOf(lookout);
  });
  afterAll(() => lookout?.close());

  /** Moves the clock, and gives what is then said of what is overdue: the places, and the words of the last. */
  let looked = 0;
  async function remind(instant: string): Promise<{ to: string[]; text: string }> {
    lookout.set(instant);
    await remindOverdue(app);
    const rows = await lookout.db.delivery.findMany({
      where: { key: { startsWith: 'escalations/overdue/' }, id: { gt: looked } },
      orderBy: { id: 'asc' },
    });
    looked = rows.at(-1)?.id ?? looked;
    const { blocks } = (rows.at(-1)?.message ?? { blocks: [] }) as unknown as Message;
    expect(fits(blocks)).toBe(true);
    return {
      to: rows.map(({ platform, channel, person }) => `${platform} ${channel ?? person}`).sort(),
      text: blocks.flatMap((block) => ('text' in block ? [plain(block.text)] : [])).join('\n'),
    };
  }
  const allPosted = () =>
    until(async () => {
      const where = { key: { startsWith: 'escalations/overdue/' }, state: { not: 'posted' as const } };
      return (await lookout.db.delivery.count({ where })) === 0;
    });

  /** Something happens to a theme, of which nobody is told: in a channel one message a second is the most. */
  async function done(id: number, act: ChangeToMake['act'], more: Partial<ChangeToMake> = {}): Promise<void> {
    const by = more.by ?? (await as('cat', 'slack'));
    await lookout.db.$transaction(async (tx) => {
      await change(tx, app, await lockTheme(tx, id), { ...more, by, act });
      await tx.delivery.deleteMany({ where: { ...about({ kind: 'theme', id }), state: 'waiting' } });
    });
  }

  async function as(slug: keyof typeof people, platform: 'slack' | 'discord'): Promise<ChangeToMake['by']> {
    const { id, name } = await lookout.db.person.findFirstOrThrow({ where: { slug } });
    return { id, name: name!, platform, user: people[slug][platform] };
  }

  const row = (id: number) => lookout.db.theme.findUniqueOrThrow({ where: { id } });

  it('is brought before the council when nobody takes it: five in one message, once, and what comes later tomorrow', async () => {
    const channel = onSlack(lookout.sandboxes, people.cat.slack, 'C0STERIC001');
    const digests = () => channel.posts().filter(({ text }) => text.includes('a next step'));
    const themes = [await seedTheme(lookout, { title: 'One *bold* <!here>' })];
    await until(() => channel.posts().some(({ text }) => text.includes('THEME-1')));
    // Another process does it, three times at once, and is killed before anything is posted.
    await lookout.away(async () => {
      for (const title of ['Two', 'Three', 'Four', 'Five', 'Six'])
        themes.push(await seedTheme(lookout, { title, urgency: title === 'Five' ? 'urgent' : 'routine' }));
      const OR = themes.slice(1).map(({ id }) => about({ kind: 'theme', id }));
      await lookout.db.delivery.deleteMany({ where: { OR } });
      const remindAt = new Date('2026-12-09T12:00:00Z');
      await lookout.db.theme.update({ where: { id: themes[5]!.id }, data: { remindAt } });
      expect((await remind('2026-12-09T09:59:00Z')).to).toEqual([]);
      lookout.set('2026-12-09T10:00:01Z');
      await Promise.all([remindOverdue(app), remindOverdue(app), remindOverdue(app)]);
    });
    await lookout.at('2026-12-09T12:00:01Z');
    await allPosted();
    expect(digests()).toHaveLength(1);
    const [{ text }] = digests() as [Seen];
    expect(text).toContain('5 themes before STERIC need a next step');
    for (const title of ['One *bold* <!here>', 'Two', 'Three', 'Four']) expect(text).toContain(`· ${title}`);
    expect(text).toContain('THEME-2 · Two · to be acknowledged by Tue 8 Dec 2026 · nobody has it');
    expect(text.indexOf('THEME-5 · Five · urgent')).toBeLessThan(text.indexOf('THEME-1'));
    expect(text).not.toContain('THEME-6');
    // One leads to its card.
    const card = await lookout.db.delivery.findFirstOrThrow({
      where: showing({ kind: 'theme', id: themes[0]!.id }),
    });
    const said = await lookout.db.delivery.findFirstOrThrow({
      where: { key: { startsWith: 'escalations/overdue/' } },
    });
    expect(card.postUrl).not.toBeNull();
    expect(JSON.stringify(said.message)).toContain(card.postUrl!);

    await lookout.at('2026-12-10T10:00:01Z');
    await allPosted();
    expect(digests()).toHaveLength(2);
    expect(digests()[1]!.text).toContain('One theme before STERIC needs a next step');
    expect(digests()[1]!.text).toContain('THEME-6');
    for (const { id } of themes.slice(1)) await done(id, 'decline');
    await remind('2026-12-10T10:00:05Z');
  });

  it('goes to its owner, the council, and the advisory committee, over Christmas, and does not cease', async () => {
    const { id } = await lookout.db.theme.findFirstOrThrow({ where: { state: 'raised' } });
    await done(id, 'take', { by: await as('carl', 'discord') });
    // Twenty working days from 1 December, without 25 and 28 December; the first of January is none either.
    expect(await row(id)).toMatchObject({ dueDay: '2026-12-31', decideBy: '2026-12-31', reminders: 0 });
    expect((await remind('2027-01-04T09:59:00Z')).to).toEqual([]);
    const owner = await remind('2027-01-04T10:00:01Z');
    expect(owner.to).toEqual([`discord ${people.carl.discord}`]);
    expect(owner.text).toContain('One theme that you have taken for STERIC needs a next step');
    expect(owner.text).toContain('to be decided by Thu 31 Dec 2026');

    const council = await remind('2027-01-11T10:00:01Z');
    expect(council.to).toEqual(['slack C0STERIC001']);
    expect(council.text).toContain('to be decided by Thu 31 Dec 2026 · Carl Voss has it');
    const high = await remind('2027-01-18T10:00:01Z');
    expect(high.to).toEqual(['slack C0STERIC001', 'slack U0PAT00001']);
    expect(high.text).toContain('Please speak to the council');
    // Nobody is rung on a Sunday night after a time without service.
    expect((await remind('2027-01-31T22:00:00Z')).to).toEqual([]);
    expect((await remind('2027-02-01T10:00:01Z')).to).toEqual(['slack C0STERIC001', 'slack U0PAT00001']);
    const heard = async (platform: 'slack' | 'discord', user: string, words: string) =>
      (await directlyWith(lookout, platform, user)).posts().filter(({ text }) => text.includes(words)).length;
    await until(async () => (await heard('slack', 'U0PAT00001', 'Please speak to the council')) === 2);
    await until(async () => (await heard('discord', people.carl.discord, 'you have taken for STERIC')) === 1);
    await done(id, 'decline');
    expect(await row(id)).toMatchObject({ dueDay: null, remindAt: null });
  });

  it('waits for an answer with the council’s clock standing still, and the group is reminded of it', async () => {
    const { id, number } = await seedTheme(lookout, { title: 'Seven' });
    lookout.set('2027-02-08T09:00:00Z');
    await done(id, 'ask', { words: 'Which versions\nare meant?' });
    expect(await row(id)).toMatchObject({ state: 'asked', left: 15, dueDay: '2027-02-22' });
    const group = await remind('2027-02-23T10:00:01Z');
    // Its channels, and its chair.
    expect(group.to).toEqual([
      'discord 1100000000000000001',
      'discord 1200000000000000001',
      'slack C0COMPUTING',
    ]);
    expect(group.text).toContain('STERIC has asked your group a question');
    const line = `THEME-${number} · Seven · to be answered by Mon 22 Feb 2027: “Which versions are meant?”`;
    expect(group.text).toContain(line);
    expect((await remind('2027-03-02T10:00:01Z')).to).toEqual(['slack C0STERIC001']);
    await done(id, 'answer', { words: 'All of them.' });
    // Fifteen working days were left when it was asked, and are now.
    expect(await row(id)).toMatchObject({ state: 'taken', left: null, dueDay: '2027-03-23', reminders: 0 });
    expect((await remind('2027-03-24T10:00:01Z')).to).toEqual([`slack ${people.cat.slack}`]);

    // A report on its action is due each thirty working days: without Good Friday, Easter Monday and the first Monday in May.
    await done(id, 'decide', { action: 'round_table', words: 'We meet.' });
    expect((await row(id)).dueDay).toBe('2027-05-10');
    const report = await remind('2027-05-11T09:00:01Z');
    expect(report.to).toEqual([`slack ${people.cat.slack}`]);
    expect(report.text).toContain('to be reported on by Mon 10 May 2027');
    await done(id, 'report', { words: 'We have met.' });
    expect(await row(id)).toMatchObject({ state: 'acting', dueDay: '2027-06-23', reminders: 0 });
    await done(id, 'finish');
    const there = onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000001');
    await until(() =>
      there.posts().some(({ text }) => text.includes('STERIC has asked this group a question')),
    );
  });

  it('comes back on the day for which it was parked, and to the council when its owner has left it', async () => {
    const eight = await seedTheme(lookout, { title: 'Eight' });
    await done(eight.id, 'park', { day: '2027-06-05' });
    const nine = await seedTheme(lookout, { title: 'Nine' });
    const by = await as('carl', 'discord');
    await done(nine.id, 'park', { day: '2027-06-07', by });
    await lookout.db.role.deleteMany({ where: { personId: by.id } });
    await lookout.db.role.deleteMany({ where: { group: { kind: 'advisory' } } });
    expect((await remind('2027-06-07T08:59:00Z')).to).toEqual([]);
    expect((await remind('2027-06-07T09:00:01Z')).to).toEqual([
      'slack C0STERIC001',
      `slack ${people.cat.slack}`,
    ]);
    const where = { key: { startsWith: 'escalations/overdue/2027-06-07/' } };
    const all = JSON.stringify(await lookout.db.delivery.findMany({ where }));
    for (const line of ['Eight', 'Nine', ' · parked until Sat 5 Jun 2027', ' · parked until Mon 7 Jun 2027'])
      expect(all).toContain(line);
    // Without an advisory committee the council alone goes on being told, and the log says so.
    const warned: string[] = [];
    app.log.warn = (words: unknown) => void warned.push(String(words));
    for (const day of ['14', '21', '28'])
      expect((await remind(`2027-06-${day}T09:00:01Z`)).to).toEqual(['slack C0STERIC001']);
    expect(JSON.stringify([...warned, ...lookout.log])).toContain('there is no advisory group');
  });

  it('is counted where there are more than a message holds, however long their titles', async () => {
    const at = new Date('2027-06-29T09:00:00Z');
    await lookout.db.theme.createMany({
      data: Array.from({ length: 40 }, (_, index) => ({
        ...{
          number: 100 + index,
          title: '*_[]()'.repeat(20),
          words: 'x',
          ask: 'other' as const,
          urgency: 'soon' as const,
        },
        ...{
          state: 'taken' as const,
          raiser: 'Ada Obi',
          createdAt: at,
          raisedAt: at,
          owner: '<@U1>'.repeat(16),
        },
        ...{ dueDay: '2027-06-28', decideBy: '2027-06-28', remindAt: at },
      })),
    });
    const { to, text } = await remind('2027-06-29T09:00:01Z');
    expect(to).toEqual(['slack C0STERIC001']);
    const [, rest] = /And (\d+) more/.exec(text)!;
    expect(text.match(/THEME-1/g)!.length + Number(rest)).toBe(40);
    expect(await lookout.db.theme.count({ where: { remindAt: { lte: lookout.now() } } })).toBe(0);
  });
});
