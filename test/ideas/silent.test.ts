import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import type { Message } from '../../src/chat/message.ts';
import { remindOfIdeas } from '../../src/ideas/following/remind.ts';
import { inactiveFrom, resetInactivity } from '../../src/ideas/idea/inactivity.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onSlack, type Somebody, until } from '../support/people.ts';
import { directlyWith } from './direct.ts';
import { appOf, computing, postOf, secret, settle, standIdea } from './following.ts';
import { account } from './rows.ts';

describe('how long an idea may be silent', { shuffle: false }, () => {
  it('is ten working days, by the clock of the group', () => {
    const london = (from: string) => inactiveFrom(new Date(from), 'Europe/London').toISOString();
    // The clock goes back on 25 October, and forward on 28 March, between Good Friday and Easter Monday.
    expect(london('2026-10-19T08:00:00Z')).toBe('2026-11-02T10:00:00.000Z');
    expect(london('2026-10-25T00:30:00Z')).toBe('2026-11-06T10:00:00.000Z');
    expect(london('2027-03-19T18:00:00Z')).toBe('2027-04-06T09:00:00.000Z');
    // No bank holidays are known of Berlin.
    expect(inactiveFrom(new Date('2027-03-19T18:00:00Z'), 'Europe/Berlin').toISOString()).toBe(
      '2027-04-02T08:00:00.000Z',
    );
    // On a weekend, counted from Monday; what is Saturday in London is Sunday in Auckland.
    expect(london('2026-11-21T12:00:00Z')).toBe('2026-12-04T10:00:00.000Z');
    expect(inactiveFrom(new Date('2026-11-20T12:00:00Z'), 'Pacific/Auckland').toISOString()).toBe(
      '2026-12-03T21:00:00.000Z',
    );
  });
});

describe('an idea of which nothing is heard', { shuffle: false }, () => {
  let lookout: RunningApp;
  let ada: Somebody;
  beforeAll(async () => {
    lookout = await openApp('2026-10-19T08:00:00Z', { LOOKOUT_SECRET: secret });
    ada = onSlack(lookout.sandboxes, 'U0ADA00001', computing.slack);
  });
  afterAll(() => lookout?.close());

  const reminders = async (user: string) => {
    const direct = await directlyWith(lookout, 'discord', user);
    return direct.posts().flatMap(({ text }) => (text.includes('No news on') ? [text] : []));
  };
  const rows = (whom: string) =>
    lookout.db.delivery.findMany({
      where: { key: { startsWith: 'ideas/silent/', endsWith: whom } },
      orderBy: { id: 'asc' },
    });
  const [adaThere, cleo] = ['1200000000000000001', '1200000000000000002'];

  it('is brought to the mind of the chair, then of the office, each day’s in one message', async () => {
    const first = await standIdea(lookout, {
      title: 'Silence *one* <!here>',
      sender: account('slack/U0BEN00001'),
    });
    const second = await standIdea(lookout, { title: 'Silence two' });
    const hidden = await standIdea(lookout, { title: 'Out of sight', hidden: true });
    await lookout.stand('2026-11-02T09:59:00Z');
    expect(await rows('')).toEqual([]);
    lookout.set('2026-11-02T10:00:01Z');
    const app = appOf(lookout);
    await Promise.all([first.id, second.id, first.id].map((id) => remindOfIdeas(app, id)));
    await lookout.restart();
    await settle(lookout);
    await until(async () => (await reminders(adaThere)).length > 0);
    const [toAda, ...more] = await reminders(adaThere);
    expect(more).toEqual([]);
    for (const { number } of [first, second]) expect(toAda).toContain(`IDEA-${number} · Silence`);
    expect(toAda).not.toContain(`IDEA-${hidden.number}`);
    expect(toAda).toContain('since Mon 19 Oct 2026');
    expect(await rows('')).toHaveLength(1);

    // One is heard of; of the other the office is told, in person while it has no channel.
    const post = await postOf(ada, first.number);
    await ada.opens(() => ada.press(post.id, `handle:${first.id}`));
    await ada.submit({ state: 'looking', reason: '' });
    await lookout.stand('2026-11-16T09:59:00Z');
    expect(await rows(cleo)).toEqual([]);
    await lookout.at('2026-11-16T10:00:01Z');
    await until(async () => (await reminders(cleo)).length > 0);
    expect((await reminders(cleo))[0]).toContain('Clinical Computing SIG');
    expect((await reminders(cleo))[0]).toContain(`IDEA-${second.number} `);
    expect((await reminders(cleo))[0]).not.toContain(`IDEA-${first.number} `);
    // Nobody waits for the sender who was heard: it is the chair's turn again.
    expect(await reminders(adaThere)).toHaveLength(2);
    await settle(lookout);
    expect(await rows(cleo)).toHaveLength(1);
  });

  it('is brought to the channel of the office, where there is one, and nothing is left out', async () => {
    const office = await lookout.db.group.findUniqueOrThrow({ where: { slug: 'office' } });
    await lookout.db.idea.updateMany({ data: { quietUntil: null } });
    await lookout.db.channel.updateMany({ where: { channel: 'C0NUCLEAR01' }, data: { groupId: office.id } });
    await lookout.at('2026-11-16T12:00:00Z');
    for (let one = 1; one <= 10; one += 1)
      await standIdea(lookout, { title: `${one}`.padEnd(120, '*'), group: 'sustainability' });
    const lobby = onSlack(lookout.sandboxes, 'U0ADA00001', 'C0NUCLEAR01');
    const seen = () => lobby.posts().filter(({ text }) => text.includes('No news on'));
    await lookout.at('2026-11-30T10:00:01Z');
    await until(() => seen().length === 1);
    expect(seen()[0]!.text).toContain('8 ideas');
    await lookout.at('2026-11-30T18:00:00Z');
    expect(seen()).toHaveLength(1);
    await lookout.at('2026-12-01T10:00:01Z');
    await until(() => seen().length === 2);
    expect(seen()[1]!.text).toContain('2 ideas');
    const messages = (await rows('C0NUCLEAR01')).map(({ message }) => message as unknown as Message);
    expect(messages.map(({ blocks }) => fits(blocks))).toEqual([true, true]);
    // And again, as long as nothing is heard.
    const answered = await lookout.db.idea.findFirstOrThrow({
      where: { title: { startsWith: '1*' } },
      include: { group: true },
    });
    await resetInactivity(lookout.db, lookout.now(), answered);
    const { reminders: none, quietUntil: next } = await lookout.db.idea.findUniqueOrThrow({
      where: { id: answered.id },
    });
    expect([none, next]).toEqual([0, new Date('2026-12-15T10:00:00Z')]);
    await lookout.at('2026-12-14T10:00:01Z');
    await until(() => seen().length === 3);
    expect(seen()[2]!.text).toContain('7 ideas');
    expect(await lookout.db.idea.count({ where: { quietUntil: { lte: lookout.now() } } })).toBe(0);
  });
});
