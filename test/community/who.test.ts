import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apply } from '../../src/community/apply.ts';
import { parseCommunity } from '../../src/community/file.ts';
import { channelsOf, groupOfChannel, knownPerson, personOf } from '../../src/community/who.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

let server: TestDatabase;
let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  server = await createDatabase();
  ({ db, close } = openDatabase(server.url, 12, 2 * net));
  const text = `
groups:
  - { slug: mr, name: MR, kind: sig, channels: { slack: [C01AAAAAA], discord: ["112233445566778899"] } }
  - { slug: steric, name: STERIC, kind: council }
  - { slug: office, name: Office, kind: office }
people:
  - { slug: ann, name: Ann, accounts: { slack: U01AAAAAA }, roles: { mr: chair } }
  - { slug: bob, name: Bob, accounts: { slack: U02AAAAAA }, roles: { mr: member, steric: member } }
  - { slug: eve, name: Eve, accounts: { slack: U03AAAAAA }, roles: { office: member } }
`;
  await apply(
    { db, now: () => new Date() },
    parseCommunity(text, 'x.yaml', { topics: [], platforms: ['slack', 'discord'] }),
  );
});
afterAll(async () => {
  await close();
  await server.drop();
});
beforeEach(() => db.person.deleteMany({ where: { slug: null } }));

const user = (id: string) => ({ platform: 'slack', id, name: 'whoever' });

describe('personOf', () => {
  it('finds the named person', async () => {
    const ann = await db.person.findUniqueOrThrow({ where: { slug: 'ann' } });
    expect(await db.$transaction((tx) => personOf(tx, user('U01AAAAAA')))).toEqual({ id: ann.id });
    expect(await knownPerson(db, user('U01AAAAAA'))).toEqual({ id: ann.id });
  });

  it('makes one person of a stranger, and keeps no name', async () => {
    expect(await knownPerson(db, user('U77AAAAAA'))).toBeNull();
    const made = await db.$transaction((tx) => personOf(tx, user('U77AAAAAA')));
    expect(await db.$transaction((tx) => personOf(tx, user('U77AAAAAA')))).toEqual(made);
    expect(await db.person.findUnique({ where: { id: made.id } })).toEqual({
      id: made.id,
      slug: null,
      name: null,
    });
  });

  it('makes one person of a stranger who presses many times at once', async () => {
    const presses = Array.from({ length: 8 }, () => db.$transaction((tx) => personOf(tx, user('U88AAAAAA'))));
    expect(new Set((await Promise.all(presses)).map(({ id }) => id)).size).toBe(1);
    expect(await db.person.count({ where: { slug: null } })).toBe(1);
  });

  it('keeps the same id on two platforms apart', async () => {
    const one = await db.$transaction((tx) => personOf(tx, user('99AAAAAAA')));
    const other = await db.$transaction((tx) => personOf(tx, { ...user('99AAAAAAA'), platform: 'discord' }));
    expect(one.id).not.toBe(other.id);
  });
});

describe('who and where', () => {
  it('knows the group of a channel, and the channels of a group', async () => {
    const group = await groupOfChannel(db, 'discord', '112233445566778899');
    expect(group?.slug).toBe('mr');
    expect(await groupOfChannel(db, 'slack', '112233445566778899')).toBeNull();
    expect((await channelsOf(db, group!.id)).map(({ platform, channel }) => [platform, channel])).toEqual([
      ['slack', 'C01AAAAAA'],
      ['discord', '112233445566778899'],
    ]);
  });
});
