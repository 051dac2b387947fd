import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergePeople } from '../../src/community/merge-people.ts';
import { personOf } from '../../src/community/who.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { lock } from '../../src/locks.ts';
import { giveIdea } from '../ideas/rows.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';
import { somebodyWaits, twoEntries } from './rows.ts';

const now = new Date('2026-11-20T08:00:00Z');
const slack = { platform: 'slack', id: 'U01AAAAAA', name: 'ann' };
const discord = { platform: 'discord', id: '223344556677889900', name: 'Ann K' };

let server: TestDatabase;
let db: Db;
let close: () => Promise<void>;
let into: number;
let from: number;
let entries: number[];
beforeEach(async () => {
  server = await createDatabase();
  ({ db, close } = openDatabase(server.url, 12, 2 * net));
  into = (await db.$transaction((tx) => personOf(tx, slack))).id;
  from = (await db.$transaction((tx) => personOf(tx, discord))).id;
  entries = await twoEntries(db, now);
});
afterEach(async () => {
  await close();
  await server.drop();
});

const account = ({ platform, id }: typeof slack) => ({ platform, user: id });

const join = (meanwhile: () => Promise<void> = async () => undefined) =>
  db.$transaction(async (tx) => {
    await lock(tx, 'identities');
    await mergePeople(tx, from, into);
    await meanwhile();
  });
const found = async () =>
  (await db.useful.findMany({ orderBy: { entryId: 'asc' } })).map(({ entryId, personId, drawn }) => [
    entryId,
    personId,
    drawn,
  ]);

describe('unite', () => {
  it('moves all that is kept by person, once where both have the same', async () => {
    const [one, two] = entries as [number, number];
    const { id: groupId } = await db.group.findFirstOrThrow();
    const useful = { at: now, drawn: true };
    await db.useful.createMany({
      data: [
        { ...useful, entryId: one, personId: into },
        { ...useful, entryId: one, personId: from },
        { ...useful, entryId: two, personId: from },
      ],
    });
    await db.role.create({ data: { personId: from, groupId, kind: 'chair' } });
    const need = await db.need.create({ data: { title: 'MR safety', key: 'mr safety', createdAt: now } });
    await db.needMark.create({
      data: { needId: need.id, state: 'planned', at: now, byId: from, by: 'Ann K' },
    });
    await db.poll.create({
      data: {
        ...{ template: 'need', question: 'What next?', most: 1, mayAdd: false, anonymous: true },
        ...{ shows: 'voted', asker: 'Ann K', askerId: from, zone: 'Europe/London', lasts: 7 },
        ...{ createdAt: now, opensAt: now, closesAt: now },
      },
    });
    await db.linking.create({
      data: { code: 'x', personId: from, platform: 'discord', user: discord.id, name: '', expiresAt: now },
    });
    await join();
    expect(await db.person.findMany({ select: { id: true } })).toEqual([{ id: into }]);
    expect(await db.account.findMany({ orderBy: { platform: 'desc' } })).toEqual([
      { personId: into, platform: 'slack', user: slack.id, linked: false },
      { personId: into, platform: 'discord', user: discord.id, linked: true },
    ]);
    // The first was counted twice: its edition is drawn anew.
    expect(await found()).toEqual([
      [one, into, false],
      [two, into, true],
    ]);
    expect(await db.role.findMany()).toEqual([{ personId: into, groupId, kind: 'chair' }]);
    expect([await db.needMark.findFirst(), await db.poll.findFirst(), await db.linking.findFirst()]).toEqual([
      expect.objectContaining({ byId: into }),
      expect.objectContaining({ askerId: into }),
      expect.objectContaining({ personId: into }),
    ]);
  });

  it('moves what somebody sent in, supports, follows, asked and shared', async () => {
    const { slug: group } = await db.group.findFirstOrThrow();
    const one = await giveIdea(db, {
      group,
      title: 'One',
      author: 'Ann K',
      sender: discord,
      supporters: [slack, discord],
    });
    const two = await giveIdea(db, { group, title: 'Two', supporters: [discord], followers: [discord] });
    const by = { ideaId: one.id, at: now, byId: from, by: 'Ann K' };
    await db.ideaChange.create({ data: { ...by, state: 'looking' } });
    await db.question.create({ data: { ...by, text: 'Why?', platform: 'discord', user: discord.id } });
    await db.stop.create({
      data: { salt: Buffer.from('s'), mark: 'm', until: now, at: now, byId: from },
    });
    const { groupId, itemId } = await db.entry.findFirstOrThrow();
    await db.share.create({
      data: { groupId, itemId, why: 'w', personId: from, name: 'Ann K', ...account(discord), at: now },
    });
    await join();
    expect(
      (await db.supporter.findMany({ orderBy: { ideaId: 'asc' } })).map(({ ideaId, personId }) => [
        ideaId,
        personId,
      ]),
    ).toEqual([
      [one.id, into],
      [two.id, into],
    ]);
    expect(await db.idea.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { personId: into, stale: true },
      { personId: null, stale: true },
    ]);
    expect(await db.follower.findMany()).toMatchObject([{ ideaId: two.id, personId: into }]);
    expect(await db.share.findMany()).toMatchObject([{ personId: into }]);
    for (const rows of [
      await db.ideaChange.findMany(),
      await db.question.findMany(),
      await db.stop.findMany(),
    ])
      expect(rows).toMatchObject([{ byId: into }]);
  });

  it('moves what somebody flagged, once where both did, raised, took on and decided', async () => {
    const { id: groupId } = await db.group.findFirstOrThrow();
    for (const people of [[into, from], [from]])
      await db.thing.create({
        data: {
          ...{ kind: 'message', madeAt: now },
          flags: {
            create: people.map((personId) => ({ personId, groupId, at: now, reason: `${personId}` })),
          },
        },
      });
    const by = { byId: from, by: 'Ann K' };
    const { id: themeId } = await db.theme.create({
      data: {
        ...{ title: 'Title', words: 'Words', ask: 'event', urgency: 'soon', createdAt: now },
        ...{ raiserId: from, raiser: 'Ann K', ownerId: from, owner: 'Ann K', ownerPlatform: 'discord' },
        ownerUser: discord.id,
        groups: { create: { groupId, joinedAt: now, ...by, ...account(discord) } },
        changes: { create: { act: 'take', state: 'taken', at: now, ...by } },
      },
    });
    await db.priority.create({
      data: { topic: 'ct', themeId, words: 'Words', until: '2027-01-01', call: false, at: now, ...by },
    });
    await join();
    expect(await db.flag.findMany({ orderBy: { thingId: 'asc' } })).toMatchObject([
      { personId: into, reason: `${into}` },
      { personId: into, reason: `${from}` },
    ]);
    expect(await db.theme.findMany()).toMatchObject([
      { raiserId: into, ownerId: into, ownerUser: discord.id },
    ]);
    for (const rows of [
      await db.themeGroup.findMany(),
      await db.themeChange.findMany(),
      await db.priority.findMany(),
    ])
      expect(rows).toMatchObject([{ byId: into, by: 'Ann K' }]);
  });

  // In a table of whatever is kept by person, a row is lost if the one who goes takes it along.
  it('keeps every table that holds persons in mind', async () => {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
      WHERE contype = 'f' AND confrelid = 'person'::regclass ORDER BY 1`;
    expect(tables.map(({ name }) => name)).toEqual([
      'account',
      'flag',
      'follower',
      'idea',
      'idea_change',
      'linking',
      'need_mark',
      'poll',
      'priority',
      'question',
      'role',
      'share',
      'stop',
      'supporter',
      'theme',
      'theme_change',
      'theme_group',
      'useful',
    ]);
  });

  it.each([
    ['goes', discord],
    ['stays', slack],
  ])('loses nothing that the account of the one who %s has begun', async (_, account) => {
    const gate = deferred();
    const began = deferred();
    const press = db.$transaction(async (tx) => {
      const { id } = await personOf(tx, account);
      await tx.useful.create({ data: { entryId: entries[0]!, personId: id, at: now } });
      began.open();
      await gate.passed;
    });
    await began.passed;
    const joining = join();
    // Whoever stays is touched by nobody, so their act holds up nothing.
    if (account === discord) await somebodyWaits(db);
    else await joining;
    gate.open();
    await Promise.all([press, joining]);
    expect(await found()).toEqual([[entries[0], into, false]]);
  });

  it('gives what the account does meanwhile to the one who stays', async () => {
    let press: Promise<unknown> = Promise.resolve();
    await join(async () => {
      press = db.$transaction(async (tx) => {
        const { id } = await personOf(tx, discord);
        await tx.useful.create({ data: { entryId: entries[0]!, personId: id, at: now } });
      });
      await somebodyWaits(db);
    });
    await press;
    expect(await found()).toEqual([[entries[0], into, false]]);
    expect(await db.person.count()).toBe(1);
  });
});

function deferred(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}
