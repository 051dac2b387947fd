import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timetable } from '../../jobs/timetable.ts';
import { dueGroups } from '../../src/digest/due.ts';
import { keepItems } from '../../src/sources/keep.ts';
import { showDay } from '../../src/time.ts';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';

const zones = [
  { slug: 'london', zone: 'Europe/London', time: '08:00', channel: 'C0LONDON01' },
  { slug: 'london-night', zone: 'Europe/London', time: '01:30', channel: 'C0NIGHT001' },
  { slug: 'new-york', zone: 'America/New_York', time: '08:00', channel: 'C0NEWYORK1' },
  { slug: 'adelaide', zone: 'Australia/Adelaide', time: '08:00', channel: 'C0ADELAID1' },
  { slug: 'lord-howe', zone: 'Australia/Lord_Howe', time: '08:00', channel: 'C0LORDHOW1' },
] as const;

/** The day before each change of a clock, the day itself and the day after, each with the instant of its digest. */
const changes: Record<string, Partial<Record<(typeof zones)[number]['slug'], Record<string, string>>>> = {
  '2026-03-06T12:00Z': {
    'new-york': {
      '2026-03-07': '2026-03-07T13:00Z',
      '2026-03-08': '2026-03-08T12:00Z',
      '2026-03-09': '2026-03-09T12:00Z',
    },
  },
  '2026-03-27T12:00Z': {
    london: {
      '2026-03-28': '2026-03-28T08:00Z',
      '2026-03-29': '2026-03-29T07:00Z',
      '2026-03-30': '2026-03-30T07:00Z',
    },
    // On the 29th there is no 01:30: the clock goes from 01:00 to 02:00, and the digest comes when it shows 02:30.
    'london-night': {
      '2026-03-28': '2026-03-28T01:30Z',
      '2026-03-29': '2026-03-29T01:30Z',
      '2026-03-30': '2026-03-30T00:30Z',
    },
  },
  '2026-04-03T12:00Z': {
    adelaide: {
      '2026-04-04': '2026-04-03T21:30Z',
      '2026-04-05': '2026-04-04T22:30Z',
      '2026-04-06': '2026-04-05T22:30Z',
    },
    // This clock changes by half an hour.
    'lord-howe': {
      '2026-04-04': '2026-04-03T21:00Z',
      '2026-04-05': '2026-04-04T21:30Z',
      '2026-04-06': '2026-04-05T21:30Z',
    },
  },
  '2026-10-02T12:00Z': {
    adelaide: {
      '2026-10-03': '2026-10-02T22:30Z',
      '2026-10-04': '2026-10-03T21:30Z',
      '2026-10-05': '2026-10-04T21:30Z',
    },
    'lord-howe': {
      '2026-10-03': '2026-10-02T21:30Z',
      '2026-10-04': '2026-10-03T21:00Z',
      '2026-10-05': '2026-10-04T21:00Z',
    },
  },
  '2026-10-23T12:00Z': {
    london: {
      '2026-10-24': '2026-10-24T07:00Z',
      '2026-10-25': '2026-10-25T08:00Z',
      '2026-10-26': '2026-10-26T08:00Z',
    },
    // On the 25th there are two 01:30: the digest comes at the first and not again at the second.
    'london-night': {
      '2026-10-24': '2026-10-24T00:30Z',
      '2026-10-25': '2026-10-25T00:30Z',
      '2026-10-26': '2026-10-26T01:30Z',
    },
  },
  '2026-10-30T12:00Z': {
    'new-york': {
      '2026-10-31': '2026-10-31T12:00Z',
      '2026-11-01': '2026-11-01T13:00Z',
      '2026-11-02': '2026-11-02T13:00Z',
    },
  },
};

const community = `
groups:
${zones
  .map(
    ({ slug, zone, time, channel }) => `
  - slug: ${slug}
    name: Group of ${slug}
    kind: sig
    zone: ${zone}
    keywords: [DICOM]
    channels: { slack: [${channel}] }
    digest: { time: "${time}", days: [mon, tue, wed, thu, fri, sat, sun] }`,
  )
  .join('')}
people:
  - { slug: ada, name: Ada Obi, accounts: { slack: U0ADA00001 } }
sources:
  - address: https://journal.test/rss
    name: Journal
    kind: journal
`;

const minute = 60_000;

describe('an edition a group and local day, through every change of the clocks', { shuffle: false }, () => {
  let lookout: RunningApp;

  /** Steps through three and a half days by half hours; every sixth hour brings news. */
  async function live(from: string): Promise<void> {
    const source = await lookout.db.source.findFirstOrThrow();
    for (let step = 0; step < 7 * 24; step += 1) {
      const instant = new Date(Date.parse(from) + step * 30 * minute);
      lookout.set(instant.toISOString());
      if (step % 12 === 0) {
        const { title, link } = article(`DICOM news of ${instant.toISOString()}`, instant.toISOString());
        const item = { title, link, id: null, published: instant, summary: '', authors: [], doi: null };
        await lookout.db.$transaction((tx) =>
          keepItems(tx, source, [item], { now: instant, baseline: false }),
        );
      }
      // The service looks by itself; it is waited for where there is something to do.
      if ((await dueGroups(lookout)).length > 0) await lookout.at(instant.toISOString());
    }
  }

  function posts(channel: string, day: string): string[] {
    const all = onSlack(lookout.sandboxes, 'U0ADA00001', channel).posts();
    return all.map(({ text }) => text).filter((text) => text.includes(showDay(day)));
  }

  beforeAll(async () => {
    lookout = await openApp('2026-03-01T00:00:00Z', {}, { community, still: true });
    // News comes from the test.
    await lookout.db.source.updateMany({ data: { nextAt: new Date('2030-01-01') } });
  });
  afterAll(() => lookout?.close());

  it.each(Object.entries(changes))('from %s', async (from, expected) => {
    await live(from);
    for (const [slug, days] of Object.entries(expected)) {
      const { zone, time, channel } = zones.find((one) => one.slug === slug)!;
      for (const [day, instant] of Object.entries(days)) {
        const due = Date.parse(instant);
        const what = `${slug} on ${day}`;
        const editions = await lookout.db.edition.findMany({ where: { group: { slug }, day } });
        expect(editions, what).toMatchObject([{ state: 'composed' }]);
        expect(editions[0]!.composedAt, what).toEqual(new Date(due));
        const wall = new Date(due).toLocaleTimeString('en-GB', { timeZone: zone, timeStyle: 'short' });
        expect(wall, what).toBe(day === '2026-03-29' && slug === 'london-night' ? '02:30' : time);
        expect(posts(channel, day), what).toHaveLength(1);
        const deliveries = await lookout.db.delivery.findMany({
          where: { key: { startsWith: `digest/${slug}/${day}/` } },
        });
        expect(deliveries, what).toMatchObject([{ state: 'posted' }]);
      }
    }
  });

  it('left nothing out and made nothing twice on the days between, in any group', async () => {
    for (const { slug, channel } of zones) {
      const editions = await lookout.db.edition.findMany({ where: { group: { slug }, state: 'composed' } });
      expect(editions.length).toBeGreaterThanOrEqual(6 * 3);
      const said = onSlack(lookout.sandboxes, 'U0ADA00001', channel).posts();
      expect(said).toHaveLength(editions.length);
      for (const { day } of editions) expect(posts(channel, day), `${slug} on ${day}`).toHaveLength(1);
    }
  });
});

describe('a digest that nobody waits for', { shuffle: false }, () => {
  let lookout: RunningApp;
  afterAll(() => lookout?.close());

  it('stands on both platforms by itself, within ten seconds of its minute', async () => {
    lookout = await openApp('2026-11-20T06:00:00Z', {}, { still: true });
    lookout.publish('journal.test/rss', article('A DICOM gateway', '2026-11-20T06:41:00Z'));
    await lookout.at('2026-11-20T07:30:00Z');
    await lookout.at('2026-11-20T07:59:59Z');
    const slack = onSlack(lookout.sandboxes, 'U0ADA00001', 'C0COMPUTING');
    const discord = onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000001');
    expect([slack.posts(), discord.posts()]).toEqual([[], []]);
    lookout.set('2026-11-20T08:00:00Z');
    const rows = await until(async () => {
      const all = await lookout.db.delivery.findMany({ where: { key: { startsWith: 'digest/clinical-' } } });
      return all.length > 0 && all.every(({ postedAt }) => postedAt) && all;
    });
    expect([slack.posts().length, discord.posts().length, rows.length]).toEqual([1, 1, 2]);
    for (const { postedAt, key } of rows) expect(postedAt, key).toEqual(new Date('2026-11-20T08:00:00Z'));
    // Nothing waits for anything but these two looks.
    const { digest, delivery } = timetable({ platforms: [], feeds: { allowPrivate: false, contact: null } });
    expect(digest.every + delivery.every).toBeLessThanOrEqual(10_000);
  });
});
