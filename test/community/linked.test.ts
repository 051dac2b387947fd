import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../src/community/apply.ts';
import { parseCommunity } from '../../src/community/file.ts';
import { personOf } from '../../src/community/who.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const now = new Date('2026-11-20T08:00:00Z');
const file = (people: string) =>
  parseCommunity(`groups: [{ slug: mr, name: MR, kind: sig }]\npeople:\n${people}`, 'x.yaml', {
    topics: [],
    platforms: ['slack', 'discord'],
  });
const slack = 'U01AAAAAA';
const discord = '223344556677889900';
const ann = `  - { slug: ann, name: Ann, accounts: { slack: ${slack} } }`;
const annBoth = `  - { slug: ann, name: Ann, accounts: { slack: ${slack}, discord: "${discord}" } }`;
const bob = `  - { slug: bob, name: Bob, accounts: { discord: "${discord}" } }`;

let server: TestDatabase;
let db: Db;
let close: () => Promise<void>;
beforeEach(async () => {
  server = await createDatabase();
  ({ db, close } = openDatabase(server.url, 12, 2 * net));
});
afterEach(async () => {
  await close();
  await server.drop();
});
const bring = async (people: string) =>
  (await apply({ db, now: () => now }, file(people))).map(({ sentence }) => sentence);
const accounts = async () =>
  (await db.account.findMany({ include: { person: true }, orderBy: { platform: 'desc' } })).map(
    ({ user, linked, person: { slug } }) => [user, slug, linked],
  );
const link = async (slug: string) => {
  const { id: personId } = await db.person.findUniqueOrThrow({ where: { slug } });
  await db.account.create({ data: { platform: 'discord', user: discord, personId, linked: true } });
};

describe('an account that its owner linked', () => {
  beforeEach(async () => {
    await bring(ann);
    await link('ann');
  });

  it('stays, though the file does not know it', async () => {
    expect(await bring(ann)).toEqual([]);
    expect(await accounts()).toEqual([
      [slack, 'ann', false],
      [discord, 'ann', true],
    ]);
  });

  it('is the file’s once it is named there for the same person, and goes when it is taken out again', async () => {
    expect(await bring(annBoth)).toEqual([
      `Account discord ${discord}, which “ann” linked themselves, is now in the file.`,
    ]);
    expect(await accounts()).toContainEqual([discord, 'ann', false]);
    expect(await bring(annBoth)).toEqual([]);
    expect(await bring(ann)).toEqual([`Account discord ${discord} removed from “ann”.`]);
  });

  it('goes to whom the file names', async () => {
    expect(await bring(`${ann}\n${bob}`)).toContain(`Account discord ${discord} moved from “ann” to “bob”.`);
    expect(await accounts()).toEqual([
      [slack, 'ann', false],
      [discord, 'bob', false],
    ]);
  });
});

describe('somebody without a name who has linked two accounts', () => {
  beforeEach(async () => {
    const { id: personId } = await db.$transaction((tx) =>
      personOf(tx, { platform: 'slack', id: slack, name: '' }),
    );
    await db.account.create({ data: { platform: 'discord', user: discord, personId, linked: true } });
  });

  it('keeps both when the file names the one that asked for the code', async () => {
    await bring(ann);
    expect(await accounts()).toEqual([
      [slack, 'ann', false],
      [discord, 'ann', true],
    ]);
    expect(await db.person.count()).toBe(1);
    expect(await bring(ann)).toEqual([]);
  });

  it('keeps both when the file names the other one', async () => {
    await bring(bob);
    expect(await accounts()).toEqual([
      [slack, 'bob', true],
      [discord, 'bob', false],
    ]);
    expect(await bring(bob)).toEqual([]);
  });

  it('is two people when the file says so', async () => {
    await bring(`${ann}\n${bob}`);
    expect(await accounts()).toEqual([
      [slack, 'ann', false],
      [discord, 'bob', false],
    ]);
    expect(await bring(`${ann}\n${bob}`)).toEqual([]);
  });

  it('is named by both accounts at once', async () => {
    await bring(annBoth);
    expect(await accounts()).toEqual([
      [slack, 'ann', false],
      [discord, 'ann', false],
    ]);
    expect(await bring(annBoth)).toEqual([]);
  });
});
