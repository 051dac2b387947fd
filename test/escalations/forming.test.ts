import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { fits } from '../../src/chat/fit.ts';
import type { Message } from '../../src/chat/message.ts';
import { plain } from '../../src/chat/text.ts';
import { dueForming, tellForming } from '../../src/escalations/watching/forming.ts';
import { directlyWith } from '../ideas/direct.ts';
import { appOf } from '../ideas/following.ts';
import { giveIdea } from '../ideas/rows.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onSlack, until } from '../support/people.ts';
import { communityWith } from './community.ts';
import { seedTheme } from './raising.ts';
import { thingOf } from './things.ts';

describe('groups that gather on a topic', { shuffle: false }, () => {
  let lookout: RunningApp;
  let app: App;
  beforeAll(async () => {
    lookout = await openApp('2026-11-20T09:00:00Z', {}, { community: communityWith() });
    app = appOf(lookout);
    // It looks every two seconds, and would find things half flagged.
    await lookout.service.stop();
  });
  afterAll(() => lookout?.close());

  async function flag(thingId: number, group: string, ...slugs: string[]): Promise<void> {
    const { id: groupId } = await lookout.db.group.findUniqueOrThrow({ where: { slug: group } });
    for (const slug of slugs) {
      const { id: personId } = await lookout.db.person.findFirstOrThrow({ where: { slug } });
      await lookout.db.flag.create({ data: { thingId, personId, groupId, at: lookout.now() } });
    }
  }

  async function ideaThing(title: string, topic: string): Promise<number> {
    const { id: ideaId } = await giveIdea(lookout.db, { title, topic, hidden: title === 'Hidden' });
    const thing = await lookout.db.thing.create({
      data: { kind: 'idea', ideaId, topic, madeAt: lookout.now() },
    });
    return thing.id;
  }

  /** What was said since the last look: where, and the words of the first. */
  let looked = 0;
  async function said(): Promise<{ to: string[]; text: string }> {
    for (const id of await dueForming(app)) await tellForming(app, id);
    const where = { key: { startsWith: 'escalations/forming/' }, id: { gt: looked } };
    const rows = await lookout.db.delivery.findMany({ where, orderBy: { id: 'asc' } });
    looked = rows.at(-1)?.id ?? looked;
    const messages = rows.map(({ message }) => message as unknown as Message);
    expect(messages.map(({ blocks }) => fits(blocks))).toEqual(messages.map(() => true));
    return {
      to: rows.map(({ platform, channel, person }) => `${platform} ${channel ?? person}`).sort(),
      text: (messages[0]?.blocks ?? []).flatMap((one) => ('text' in one ? [plain(one.text)] : [])).join('\n'),
    };
  }

  const [ada, dana, noor] = [
    'discord 1200000000000000001',
    'discord 1200000000000000003',
    'slack U0NOOR0001',
  ];
  const everybody = [ada, dana, 'slack C0STERIC001', noor];
  let message = 0;

  it('is told to their chairs and the council, once, with the strongest first', async () => {
    message = await thingOf(lookout.db, 'Something said among ourselves', 'climate');
    const idea = await ideaThing('Count the carbon of *each* scan', 'climate');
    await flag(message, 'clinical-computing', 'ben', 'eve', 'ada');
    await flag(idea, 'sustainability', 'dana');
    // Other topics, things without one, what is hidden, and the council itself do not make it three.
    await flag(await thingOf(lookout.db, 'No topic'), 'nuclear-medicine', 'noor');
    await flag(await thingOf(lookout.db, 'Another topic', 'workforce'), 'nuclear-medicine', 'noor');
    await flag(await ideaThing('Hidden', 'climate'), 'nuclear-medicine', 'noor');
    await flag(idea, 'steric', 'cat');
    expect(await said()).toEqual({ to: [], text: '' });

    await flag(idea, 'nuclear-medicine', 'noor');
    expect(await dueForming(app)).toEqual(['forming-climate']);
    await Promise.all([1, 2, 3].map(() => tellForming(app, 'forming-climate')));
    const { to, text } = await said();
    expect(to).toEqual([...everybody].sort());
    expect(text).toContain('A theme may be forming: Climate change and the environment');
    expect(text).toContain(
      'members of Clinical Computing SIG, Environmental Sustainability CoI and Nuclear Medicine SIG',
    );
    expect(text).toContain(
      'IDEA-1 · Count the carbon of *each* scan · 2 flags (Environmental Sustainability CoI, Nuclear Medicine SIG)',
    );
    // What was said in one group's channel is not carried to the others.
    expect(text).toContain('A message in a channel · 3 flags (Clinical Computing SIG)');
    expect(text).not.toContain('ourselves');
    expect(text).not.toContain('Hidden');
    expect(text.indexOf('IDEA-1')).toBeLessThan(text.indexOf('A message'));

    await lookout.restart();
    const council = onSlack(lookout.sandboxes, 'U0CAT00001', 'C0STERIC001');
    await until(() => council.posts().some((one) => one.text.includes('/escalate priority')));
    const chair = await directlyWith(lookout, 'slack', 'U0NOOR0001');
    await until(() =>
      chair.posts().some((one) => one.text.includes('type /escalate in your group’s channel')),
    );
    await lookout.service.settled();
    await lookout.service.stop();
    expect(await said()).toEqual({ to: [], text: '' });
    expect(await lookout.db.forming.count()).toBe(1);
  });

  it('is told again when another group comes, and after thirty days, but not before', async () => {
    const base = {
      zone: 'Europe/London',
      digestDays: [],
      digestSize: 8,
      topics: {},
      keywords: [],
      createdAt: lookout.now(),
    };
    await lookout.db.group.create({ data: { ...base, slug: 'fourth', name: 'Fourth CoI', kind: 'coi' } });
    await flag(message, 'fourth', 'carl');
    const { to, text } = await said();
    expect(to).toEqual([...everybody].sort());
    expect(text).toContain('Nuclear Medicine SIG and Fourth CoI');
    lookout.set('2026-12-15T09:00:00Z');
    const later = await ideaThing('Helium', 'climate');
    await flag(later, 'clinical-computing', 'ben');
    await flag(later, 'sustainability', 'dana');
    await flag(later, 'fourth', 'carl');
    lookout.set('2026-12-20T08:00:00Z');
    expect((await said()).to).toEqual([]);
    // Of the first flags none counts any longer, of the later ones all do.
    lookout.set('2026-12-21T09:00:00Z');
    const again = await said();
    expect(again.to).toEqual([ada, dana, 'slack C0STERIC001'].sort());
    expect(again.text).toContain('Helium · 3 flags');
    expect(again.text).not.toContain('carbon');
  });

  it('is not told of what stands in one theme already, and says of the rest what does', async () => {
    const one = await thingOf(lookout.db, 'One', 'safety');
    const two = await ideaThing('Two', 'safety');
    const three = await ideaThing('Three', 'safety');
    const { number } = await seedTheme(lookout, { topic: 'safety', things: [one, two] });
    await flag(one, 'clinical-computing', 'ben');
    await flag(two, 'sustainability', 'dana');
    await flag(two, 'nuclear-medicine', 'noor');
    expect((await said()).to).toEqual([]);
    await flag(three, 'nuclear-medicine', 'ben');
    const { to, text } = await said();
    expect(to).toEqual([...everybody].sort());
    expect(text).toMatch(new RegExp(`Two · 2 flags \\(.*\\) · in THEME-${number}\n`));
    expect(text).toMatch(/Three · 1 flag \(Nuclear Medicine SIG\)\n/);
  });

  it('counts what is too much for a message, however long its words', async () => {
    for (let count = 1; count <= 20; count += 1) {
      const thing = await ideaThing(`${count} ${'*_[]()'.repeat(18)}`, 'digital');
      await flag(
        thing,
        ['clinical-computing', 'sustainability', 'nuclear-medicine'][count % 3]!,
        'ben',
        'dana',
        'noor',
      );
    }
    const { text } = await said();
    expect(text).toMatch(/And \d+ more\./);
    const [, rest] = /And (\d+) more/.exec(text)!;
    expect(text.match(/IDEA-/g)!.length + Number(rest)).toBe(20);
  });
});
