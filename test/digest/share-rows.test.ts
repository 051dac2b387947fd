import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { refuseShare, takeShare } from '../../src/digest/share/decide.ts';
import { decidersFor } from '../../src/digest/share/deciders.ts';
import { share as shareTyped } from '../../src/digest/share/share.ts';
import { submitShare } from '../../src/digest/share/submit.ts';
import { findCandidates } from '../../src/digest/store.ts';
import { createLog } from '../../src/log.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const day = 86_400_000;
let test: TestDatabase;
let db: Db;
let close: () => Promise<void>;
let at: Date;
let groupId: number;
let app: App;
beforeAll(async () => {
  test = await createDatabase();
  ({ db, close } = openDatabase(test.url, 12, 2 * net));
});
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE person, "group", item, delivery CASCADE`;
  at = new Date('2026-11-20T08:00:00Z');
  app = { db, now: () => at, log: createLog('silent', []), wake: () => undefined, secret: '' };
  groupId = await makeGroup('mr', 'sig');
});
afterAll(async () => {
  await close();
  await test.drop();
});

async function makeGroup(slug: string, kind: 'sig' | 'office'): Promise<number> {
  const plan = { zone: 'Europe/London', digestTime: '08:00', digestDays: [5], digestSize: 4 };
  const created = await db.group.create({
    data: { slug, name: slug, kind, ...plan, topics: {}, keywords: [], createdAt: new Date(0) },
  });
  return created.id;
}

async function makePerson(user: string, kind: 'chair' | 'member', group: number, ...platforms: string[]) {
  await db.person.create({
    data: {
      name: user,
      roles: { create: { kind, groupId: group } },
      accounts: { create: platforms.map((platform) => ({ platform, user })) },
    },
  });
}

function makeItem(key: string): Promise<{ id: number }> {
  return db.item.create({ data: { key, title: key, summary: '', authors: [], tags: [], seenAt: at } });
}

async function share(user: string, item: { id: number }) {
  const group = await db.group.findUniqueOrThrow({ where: { id: groupId } });
  const person = { platform: 'slack', id: user, name: user };
  return db.$transaction((tx) =>
    submitShare(tx, at, { group, person, why: `why ${user}`, item: async () => item }),
  );
}

let acts = 0;
function press(what: typeof takeShare, user: string, id: number) {
  const post = { platform: 'slack', channel: 'D1', id: '1', url: '' };
  acts += 1;
  return what(app, {
    kind: 'press',
    act: String(acts),
    person: { platform: 'slack', id: user, name: user },
    channel: null,
    id: `share:${id}`,
    post,
  });
}

const candidates = async () =>
  (await findCandidates(db, groupId, new Date(at.getTime() - 14 * day))).map(({ id }) => id);

describe('who is asked about a share', () => {
  it('is each chair once, else the office: in its channels, else its staff, else nobody', async () => {
    expect(await decidersFor(db, groupId, 'slack')).toBeNull();
    await expect(share('ben', await makeItem('a'))).rejects.toThrow('There is nobody yet who can decide');
    expect(await db.share.count()).toBe(0);
    expect(await db.person.count()).toBe(0);
    const office = await makeGroup('office', 'office');
    await makePerson('cleo', 'member', office, 'discord');
    const staff = [{ platform: 'discord', person: 'cleo' }];
    expect(await decidersFor(db, groupId, 'slack')).toEqual({ who: 'office', places: staff });
    await db.channel.create({ data: { groupId: office, platform: 'slack', channel: 'C1' } });
    const channel = [{ platform: 'slack', channel: 'C1' }];
    expect(await decidersFor(db, groupId, 'slack')).toEqual({ who: 'office', places: channel });
    // A chair without an account cannot be asked.
    await makePerson('eve', 'chair', groupId);
    expect(await decidersFor(db, groupId, 'slack')).toEqual({ who: 'office', places: channel });
    await makePerson('ada', 'chair', groupId, 'discord', 'slack');
    await makePerson('fay', 'chair', groupId, 'discord');
    expect(await decidersFor(db, groupId, 'slack')).toEqual({
      who: 'chair',
      places: [
        { platform: 'slack', person: 'ada' },
        { platform: 'discord', person: 'fay' },
      ],
    });
  });
});

describe('a page that is not public', () => {
  it('is not asked for, unless the service is told to, and nothing is kept', async () => {
    await makePerson('ada', 'chair', groupId, 'slack');
    await db.channel.create({ data: { groupId, platform: 'slack', channel: 'C2' } });
    const person = { platform: 'slack', id: 'ben', name: 'Ben' };
    for (const address of [
      'http://10.0.0.1/x',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]/',
    ]) {
      const words = `${address} look`;
      const typed = shareTyped(app, {
        kind: 'command',
        act: address,
        person,
        channel: 'C2',
        name: 'horizon',
        words,
      });
      await expect(typed).rejects.toThrow('This address is not on the public internet');
    }
    expect([await db.item.count(), await db.share.count(), await db.person.count()]).toEqual([0, 0, 1]);
  });
});

describe('what many do at once', () => {
  it('asks once about an item that ten share, and each share stands', async () => {
    await makePerson('ada', 'chair', groupId, 'slack');
    const item = await makeItem('a');
    const members = Array.from({ length: 10 }, (_, n) => `member${n}`);
    const outcomes = await Promise.all([...members, ...members].map((member) => share(member, item)));
    const count = (what: string) => outcomes.filter((one) => one.what === what).length;
    expect([count('asked'), count('joined'), count('again')]).toEqual([1, 9, 10]);
    const [ask, ...more] = await db.delivery.findMany();
    expect(more).toEqual([]);
    expect(JSON.stringify(ask!.message)).toContain('and 8 others');
    expect(await db.share.count()).toBe(10);
  });

  it('lets one person share five within an hour, however quickly', async () => {
    await makePerson('ada', 'chair', groupId, 'slack');
    const items = await Promise.all(Array.from({ length: 12 }, (_, n) => makeItem(`item${n}`)));
    const done = await Promise.allSettled(items.map((item) => share('ben', item)));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    for (const one of done)
      if (one.status === 'rejected') expect(one.reason.message).toContain('You have shared 5 pages');
    expect(await db.share.count()).toBe(5);
    at = new Date(at.getTime() + 3_600_000);
    expect(await share('ben', await makeItem('late'))).toMatchObject({ what: 'asked' });
  });

  it('holds the first of two decisions, and tells the other', async () => {
    for (const user of ['ada', 'fay']) await makePerson(user, 'chair', groupId, 'slack');
    for (let round = 0; round < 5; round += 1) {
      const item = await makeItem(`item${round}`);
      const { share: first } = await share(`ben${round}`, item);
      const [, late, ...replies] = await Promise.all([
        share(`dan${round}`, item),
        press(takeShare, 'ada', first.id),
        press(refuseShare, 'fay', first.id),
      ]);
      const told = [late, ...replies].filter(({ kind }) => kind === 'whisper');
      expect(told).toHaveLength(1);
      expect(JSON.stringify(told)).toMatch(
        /This has already been decided\. (Accepted by ada|Not taken up by fay)/,
      );
      const shares = await db.share.findMany({ where: { itemId: item.id } });
      expect(new Set(shares.map(({ state, decidedBy }) => `${state} ${decidedBy}`)).size).toBe(1);
      // Nobody's share is left without an end.
      expect(shares[0]!.state).not.toBe('waiting');
    }
  });

  it('is decided by nobody else', async () => {
    await makePerson('ada', 'chair', groupId, 'slack');
    const other = await makeGroup('ct', 'sig');
    await makePerson('gus', 'chair', other, 'slack');
    await makePerson('ben', 'member', groupId, 'slack');
    const { share: first } = await share('hal', await makeItem('a'));
    for (const user of ['gus', 'ben', 'hal', 'stranger'])
      await expect(press(takeShare, user, first.id)).rejects.toThrow('Only the chair of mr and the office');
    await expect(press(takeShare, 'ada', 4_711)).rejects.toThrow('has been deleted');
    expect(await db.share.findMany()).toMatchObject([{ state: 'waiting', decidedBy: null }]);
  });
});

describe('what was taken', () => {
  it('is a candidate of its own group for a fortnight, also if it was among the also seen', async () => {
    await makePerson('ada', 'chair', groupId, 'slack');
    const other = await makeGroup('ct', 'sig');
    const item = await makeItem('a');
    const edition = await db.edition.create({
      data: { groupId, day: '2026-11-19', state: 'composed', composedAt: at },
    });
    const entry = { editionId: edition.id, groupId, itemId: item.id, score: 0, reasons: [] };
    await db.entry.create({ data: { ...entry, rank: null } });
    const { share: first } = await share('ben', item);
    expect(await candidates()).toEqual([]);
    await press(takeShare, 'ada', first.id);
    expect(await findCandidates(db, groupId, new Date(0))).toMatchObject([{ shared: true, source: null }]);
    expect(await findCandidates(db, other, new Date(0))).toEqual([]);
    at = new Date(at.getTime() + 14 * day + 1);
    expect(await candidates()).toEqual([]);
    // Another member brings it back: the chair has taken it.
    expect(await share('dan', item)).toMatchObject({ what: 'taken', woken: [] });
    expect(await candidates()).toEqual([item.id]);
    await db.entry.create({ data: { ...entry, rank: 1 } });
    expect(await candidates()).toEqual([]);
  });
});
