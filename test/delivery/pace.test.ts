import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aside, button, controls, heading, paragraph } from '../../src/chat/message.ts';
import { article, type House, openHouse } from '../support/house.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { calls, discordSpots, later, openHall, type Spot, slackSpots, tell, texts } from './hall.ts';

describe('many messages for few channels, on platforms that mind their limits', { shuffle: false }, () => {
  let house: House;
  const busy: Spot[] = [slackSpots[0]!, slackSpots[1]!, discordSpots[0]!, discordSpots[1]!];
  const words = Array.from({ length: 6 }, (_, at) => `Message ${at + 1}`);

  beforeAll(async () => {
    house = await openHall({ pace: true });
  });
  afterAll(() => house?.close());

  it('come in their order, once, without a complaint of the platform', async () => {
    // What was asked of the platforms at the start counts there, too.
    await later(house, 10);
    for (const spot of busy) for (const one of words) await tell(house, spot, one);
    // A call that is on its way when the clock moves would be noted too late.
    await house.service.settled();
    await until(async () => {
      await later(house, 0.25);
      return (await house.db.delivery.count({ where: { open: true } })) === 0;
    });
    for (const spot of busy) {
      expect(texts(house, spot)).toEqual(words);
      expect(calls(house, spot).map(({ status }) => status)).toEqual(words.map(() => 200));
    }
    expect(await house.db.delivery.findMany({ where: { NOT: { tries: 0, trouble: null } } })).toEqual([]);
  });

  it('stand a second apart in each channel', () => {
    for (const spot of busy) {
      const times = calls(house, spot).map(({ at }) => at.getTime());
      const gaps = times.slice(1).map((time, at) => time - times[at]!);
      // By the clock of the house, which went on by quarters of a second.
      expect(gaps, spot.channel).toEqual(words.slice(1).map(() => 1_000));
    }
  });

  it('of which one is long, with all its buttons, are taken too', async () => {
    const blocks = Array.from({ length: 6 }, (_, at) => [
      paragraph([{ text: `Item ${at + 1}`, bold: true, link: `https://news.test/${at}` }]),
      aside('Why: because'),
      controls(button(`useful:${at}`, '👍 Useful'), button(`discuss:${at}`, '💬 Discuss')),
    ]).flat();
    const spots = [slackSpots[3]!, discordSpots[3]!];
    for (const spot of spots)
      await tell(house, spot, { summary: 'Long', blocks: [heading('Long'), ...blocks] });
    await house.service.settled();
    for (const spot of spots) expect(texts(house, spot)).toHaveLength(1);
  });
});

describe('a digest of several messages', { shuffle: false }, () => {
  let house: House;
  afterAll(() => house?.close());

  it('stands in the order of its pages on both platforms, a second apart', async () => {
    const community = `
groups:
  - slug: long
    name: Long SIG
    kind: sig
    keywords: [DICOM]
    channels: { slack: [C0LONG00001], discord: ["1100000000000000077"] }
    digest: { time: "08:00", size: 15 }
people:
  - { slug: ada, name: Ada Obi, accounts: { slack: U0ADA00001, discord: "1200000000000000001" } }
sources:
  - address: https://journal.test/rss
    name: Journal
    kind: journal
`;
    house = await openHouse('2026-11-20T06:00:00Z', {}, { community, pace: true });
    const articles = Array.from({ length: 20 }, (_, at) =>
      article(`A DICOM article, number ${at + 1}, ${'with a long title '.repeat(6)}`, '2026-11-20T06:40:00Z'),
    );
    house.publish('journal.test/rss', ...articles);
    await house.at('2026-11-20T07:30:00Z');
    house.set('2026-11-20T07:59:59Z');
    const slack = onSlack(house.stage, 'U0ADA00001', 'C0LONG00001');
    const discord = onDiscord(house.stage, '1200000000000000001', '1100000000000000077');
    const rows = await until(async () => {
      const all = await house.db.delivery.findMany({ orderBy: { id: 'asc' } });
      return all.length > 0 && all.every(({ state }) => state === 'posted') && all;
    });
    expect(rows.length).toBeGreaterThanOrEqual(4);
    const order = slack.posts().map(({ text }) => text);
    expect(discord.posts().map(({ buttons }) => buttons)).toEqual(
      slack.posts().map(({ buttons }) => buttons),
    );
    expect(order[0]).toContain('Long SIG · Fri 20 Nov 2026');
    expect(order.at(-1)).toContain('Also seen');
    const chosen = await house.db.entry.findMany({
      where: { rank: { not: null } },
      orderBy: { rank: 'asc' },
    });
    const shown = slack
      .posts()
      .flatMap(({ buttons }) => Object.keys(buttons).filter((id) => id.startsWith('useful')));
    expect(shown).toEqual(chosen.map(({ id }) => `useful:${id}`));
    for (const platform of ['slack', 'discord']) {
      const times = rows
        .filter((row) => row.platform === platform)
        .map(({ postedAt }) => postedAt!.getTime());
      expect([...times].sort((a, b) => a - b)).toEqual(times);
    }
    const refused = house.stage.slack.state.calls.filter(({ status }) => status === 429).length;
    const refusedToo = house.stage.discord.state.calls.filter(({ status }) => status === 429).length;
    expect([refused, refusedToo]).toEqual([0, 0]);
  });
});
