import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture } from '../../src/delivery/picture.ts';
import { senderOf } from '../../src/ideas/idea/sender.ts';
import { ideaKey } from '../../src/ideas/keys.ts';
import { cutoff } from '../../src/mydata/cutoff.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onSlack, until } from '../support/people.ts';
import { community, discordGuest, slackGuest } from './linking.ts';
import { delivered, leftOfThemes } from './owning.ts';
import { type Seeded, seed } from './seeded.ts';

const secret = 'what nobody finds in the database, at least 32 long';
const dan = { platform: 'slack', id: 'U0DAN00001', name: 'Dan Wu' };

let lookout: RunningApp;
let seeded: Seeded;
let supports: number;
beforeAll(async () => {
  lookout = await openApp(
    '2026-11-23T09:00:00Z',
    { LOOKOUT_SECRET: secret, LOOKOUT_RETENTION_MONTHS: '3' },
    { community },
  );
  const { db } = lookout;
  seeded = await seed(lookout, dan, secret);
  const stranger = slackGuest(lookout, 'ida').account;
  const { id } = await db.person.create({
    data: { accounts: { create: { platform: stranger.platform, user: stranger.id } } },
  });
  await db.useful.create({
    data: { entryId: seeded.entry.id, personId: id, at: lookout.now(), drawn: true },
  });
  await db.ballot.create({
    data: { pollId: seeded.open.id, voter: 'slack/U0DAN00001', place: 'x', choices: [1], drawn: true },
  });
  await db.idea.updateMany({
    where: { id: { in: [seeded.signed.id, seeded.anonymous.id] } },
    data: { state: 'done' },
  });
  await db.theme.update({
    where: { id: seeded.themes.raised.id },
    data: { state: 'done', dueDay: null, remindAt: null },
  });
  await db.priority.update({ where: { id: seeded.themes.priority.id }, data: { endedAt: lookout.now() } });
  await keepPicture(db, lookout.now(), new Uint8Array([1, 2, 3]));
  supports = await db.supporter.count();
  await delivered(lookout);
  // The open poll closes in its time.
  await lookout.at('2026-12-01T12:00:00Z');
  await delivered(lookout);
});
afterAll(() => lookout?.close());

describe('what is old', { shuffle: false }, () => {
  it('is counted from the first of a month', () => {
    expect(cutoff(new Date('2026-11-23T09:00:00Z'), 3).toISOString()).toBe('2026-08-01T00:00:00.000Z');
    expect(cutoff(new Date('2026-11-30T23:59:59Z')).toISOString()).toBe('2024-11-01T00:00:00.000Z');
    expect(cutoff(new Date('2027-01-31T00:00:00Z'), 14).toISOString()).toBe('2025-11-01T00:00:00.000Z');
  });
});

// In this order, on one clock.
describe('retention', { shuffle: false }, () => {
  it('leaves all that is younger as it is, but for what nothing shows or is over', async () => {
    await lookout.at('2027-02-27T12:00:00Z');
    await delivered(lookout);
    const { db } = lookout;
    expect(await db.idea.count({ where: { author: 'Dan Wu' } })).toBe(1);
    expect(await db.ballot.count({ where: { voter: 'slack/U0DAN00001' } })).toBe(2);
    expect(await db.useful.count({ where: { personId: seeded.personId } })).toBe(1);
    expect(await db.share.count({ where: { name: 'Dan Wu' } })).toBe(1);
    const words = await db.delivery.findMany({ where: { person: 'U0DAN00001' }, orderBy: { id: 'asc' } });
    // What was flagged in his group is told to him as its chair.
    expect(words.map(({ key }) => key)).toEqual([
      'idea/1/word/x',
      'escalations/flags/clinical-computing/2026-11-30/slack/U0DAN00001',
    ]);
    expect((await db.picture.findMany()).map(({ createdAt }) => createdAt.getUTCMonth())).toEqual([11]);
    expect([await db.stop.count(), await db.linking.count()]).toEqual([0, 0]);
    const { keys } = seeded.themes;
    expect([
      await db.flag.count(),
      await db.theme.count(),
      await db.delivery.count({ where: { key: { in: keys } } }),
      // One that was not raised is gone after a day.
    ]).toEqual([5, 1, 4]);
    expect(await db.lane.count({ where: { name: 'slack/@U0DAN00001' } })).toBe(0);
  });

  it('forgets people in what is older, and keeps what was counted', async () => {
    await lookout.at('2027-04-05T12:00:00Z');
    await delivered(lookout);
    const { db } = lookout;
    const [signed, anonymous, ...live] = await db.idea.findMany({ orderBy: { id: 'asc' } });
    expect(signed).toMatchObject({ author: 'a former member', personId: null, signed: true });
    for (const idea of [signed, anonymous]) expect(senderOf(secret, idea!)).toBeNull();
    for (const idea of live) expect(senderOf(secret, idea)).not.toBeNull();
    expect(await db.ideaVersion.count()).toBe(0);
    expect((await db.question.findMany()).map(({ text }) => text)).toEqual(['own question']);
    // Of an idea that is not at an end.
    expect(await db.follower.count()).toBe(1);
    expect(await db.supporter.count()).toBe(supports);
    expect(await db.supporter.count({ where: { personId: seeded.personId } })).toBe(1);
    expect(await db.useful.count()).toBe(3);
    expect(
      await db.useful.count({
        where: { person: { OR: [{ accounts: { some: {} } }, { name: { not: null } }] } },
      }),
    ).toBe(0);
    expect(await db.ballot.count()).toBe(0);
    // The chart of a result, whose message is forgotten.
    expect(await db.picture.count()).toBe(0);
    expect(
      (await db.result.findFirstOrThrow({ where: { pollId: seeded.open.id, groupId: null } })).answers,
    ).toBe(1);
    expect(await db.share.count({ where: { NOT: { name: 'a former member' } } })).toBe(0);
  });

  it('forgets flags, and with which account somebody had a theme; who decided stays, as of ideas', async () => {
    const left = await leftOfThemes(lookout);
    expect(left).toMatchObject({
      themes: [
        { title: 'own theme', raiser: 'Dan Wu', owner: 'Dan Wu', ownerPlatform: null, ownerUser: null },
      ],
      changes: [{ by: 'Dan Wu' }, { by: 'Dan Wu' }, { by: 'Ben Marsh' }],
      priorities: [{ by: 'Dan Wu' }],
    });
    expect([left.flags, left.messages]).toEqual([[], []]);
    expect(await lookout.db.delivery.count({ where: { key: { in: seeded.themes.keys } } })).toBe(0);
  });

  it('draws the posts of ideas without the name, before it forgets where they stand', async () => {
    const posts = () => onSlack(lookout.sandboxes, dan.id, 'C0NUCLEAR01').posts();
    await until(() => posts().some(({ text }) => /own signed idea[\s\S]*from a former member/.test(text)));
    await lookout.at('2027-04-06T13:00:00Z');
    const channel = { platform: 'slack', channel: 'C0NUCLEAR01' };
    const keys = [seeded.signed, seeded.alien].map(({ id }) => ideaKey(id, channel));
    const left = await lookout.db.delivery.findMany({ where: { key: { in: keys } } });
    expect(left.map(({ key }) => key)).toEqual([keys[1]]);
    expect(await lookout.db.delivery.count({ where: { person: 'U0DAN00001' } })).toBe(0);
  });

  it('forgets who was nobody else than an account, and nobody whom the office names or who has linked', async () => {
    const { db } = lookout;
    const linked = discordGuest(lookout, 'lin').account;
    await db.person.create({
      data: { accounts: { create: { platform: 'discord', user: linked.id, linked: true } } },
    });
    await lookout.at('2027-04-07T14:00:00Z');
    const users = (await db.account.findMany()).map(({ user }) => user);
    expect(users).toContain('U0DAN00001');
    expect(users).toContain(linked.id);
    expect(users.filter((user) => user.startsWith('U0GUEST'))).toEqual([]);
    expect(await db.person.count({ where: { slug: 'dan' } })).toBe(1);
  });
});
