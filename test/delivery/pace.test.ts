import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aside, button, controls, heading, paragraph } from '../../src/chat/message.ts';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import {
  calls,
  discordSpots,
  later,
  openManyChannels,
  type Spot,
  slackSpots,
  tell,
  texts,
} from './many-channels.ts';

describe('many messages for few channels, on platforms that mind their limits', { shuffle: false }, () => {
  let lookout: RunningApp;
  const busy: Spot[] = [slackSpots[0]!, slackSpots[1]!, discordSpots[0]!, discordSpots[1]!];
  const words = Array.from({ length: 6 }, (_, at) => `Message ${at + 1}`);

  beforeAll(async () => {
    lookout = await openManyChannels({ pace: true });
  });
  afterAll(() => lookout?.close());

  it('come in their order, once, without a complaint of the platform', async () => {
    // What was asked of the platforms at the start counts there, too.
    await later(lookout, 10);
    for (const spot of busy) for (const one of words) await tell(lookout, spot, one);
    // A call that is on its way when the clock moves would be noted too late.
    await lookout.service.settled();
    await until(async () => {
      await later(lookout, 0.25);
      return (await lookout.db.delivery.count({ where: { open: true } })) === 0;
    });
    for (const spot of busy) {
      expect(texts(lookout, spot)).toEqual(words);
      expect(calls(lookout, spot).map(({ status }) => status)).toEqual(words.map(() => 200));
    }
    expect(await lookout.db.delivery.findMany({ where: { NOT: { tries: 0, trouble: null } } })).toEqual([]);
  });

  it('stand a second apart in each channel', () => {
    for (const spot of busy) {
      const times = calls(lookout, spot).map(({ at }) => at.getTime());
      const gaps = times.slice(1).map((time, at) => time - times[at]!);
      // By the clock of the app, which went on by quarters of a second.
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
      await tell(lookout, spot, { summary: 'Long', blocks: [heading('Long'), ...blocks] });
    await lookout.service.settled();
    for (const spot of spots) expect(texts(lookout, spot)).toHaveLength(1);
  });
});

describe('a digest of several messages', { shuffle: false }, () => {
  let lookout: RunningApp;
  afterAll(() => lookout?.close());

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
    lookout = await openApp('2026-11-20T06:00:00Z', {}, { community, pace: true });
    const articles = Array.from({ length: 20 }, (_, at) =>
      article(`A DICOM article, number ${at + 1}, ${'with a long title '.repeat(6)}`, '2026-11-20T06:40:00Z'),
    );
    lookout.publish('journal.test/rss', ...articles);
    await lookout.at('2026-11-20T07:30:00Z');
    lookout.set('2026-11-20T07:59:59Z');
    const slack = onSlack(lookout.sandboxes, 'U0ADA00001', 'C0LONG00001');
    const discord = onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000077');
    const rows = await until(async () => {
      const all = await lookout.db.delivery.findMany({ orderBy: { id: 'asc' } });
      return all.length > 0 && all.every(({ state }) => state === 'posted') && all;
    });
    expect(rows.length).toBeGreaterThanOrEqual(4);
    const order = slack.posts().map(({ text }) => text);
    expect(discord.posts().map(({ buttons }) => buttons)).toEqual(
      slack.posts().map(({ buttons }) => buttons),
    );
    expect(order[0]).toContain('Long SIG · Fri 20 Nov 2026');
    expect(order.at(-1)).toContain('Also seen');
    const chosen = await lookout.db.entry.findMany({
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
    const refused = lookout.sandboxes.slack.state.calls.filter(({ status }) => status === 429).length;
    const refusedToo = lookout.sandboxes.discord.state.calls.filter(({ status }) => status === 429).length;
    expect([refused, refusedToo]).toEqual([0, 0]);
  });
});
