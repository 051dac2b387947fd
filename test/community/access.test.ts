import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actorOf,
  isAnyChair,
  isChair,
  isCouncil,
  isOffice,
  moderators,
  permit,
} from '../../src/community/access.ts';
import { apply } from '../../src/community/apply.ts';
import { parseCommunity } from '../../src/community/file.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

let server: TestDatabase;
let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  server = await createDatabase();
  ({ db, close } = openDatabase(server.url, 4, 2 * net));
  const text = `
groups:
  - { slug: mr, name: MR, kind: sig, channels: { slack: [C01AAAAAA] } }
  - { slug: ct, name: CT, kind: sig, channels: { slack: [C02AAAAAA] } }
  - { slug: steric, name: STERIC, kind: council }
  - { slug: office, name: Office, kind: office }
people:
  - { slug: ann, name: Ann, accounts: { slack: U01AAAAAA }, roles: { mr: chair } }
  - { slug: bob, name: Bob, accounts: { slack: U02AAAAAA }, roles: { mr: member, steric: member } }
  - { slug: eve, name: Eve, accounts: { slack: U03AAAAAA }, roles: { office: member } }
`;
  await apply(
    { db, now: () => new Date() },
    parseCommunity(text, 'x.yaml', { topics: [], platforms: ['slack'] }),
  );
});
afterAll(async () => {
  await close?.();
  await server?.drop();
});

const user = (id: string) => ({ platform: 'slack', id, name: 'whoever' });
const ann = user('U01AAAAAA');
const groupNamed = (slug: string) => db.group.findUniqueOrThrow({ where: { slug } });

describe('who somebody is', () => {
  it.each([
    ['U01AAAAAA', { name: 'Ann', office: false, council: false, chair: true, anyChair: true }],
    ['U02AAAAAA', { name: 'Bob', office: false, council: true, chair: false, anyChair: false }],
    ['U03AAAAAA', { name: 'Eve', office: true, council: false, chair: false, anyChair: false }],
    ['U77AAAAAA', { name: 'whoever', office: false, council: false, chair: false, anyChair: false }],
  ])('is told by the account %s', async (id, expected) => {
    const { name, roles } = await actorOf(db, user(id));
    const mr = await groupNamed('mr');
    expect({
      name,
      office: isOffice(roles),
      council: isCouncil(roles),
      chair: isChair(roles, mr.id),
      anyChair: isAnyChair(roles),
    }).toEqual(expected);
  });

  it('is looked up without keeping anything of a stranger', async () => {
    const people = await db.person.count();
    expect(await actorOf(db, user('U88AAAAAA'))).toMatchObject({ id: null, roles: [], user: 'U88AAAAAA' });
    expect(await db.person.count()).toBe(people);
  });
});

describe('a permission', () => {
  it('lets in whoever has it', async () => {
    const mr = moderators(await groupNamed('mr'));
    for (const { id } of [ann, user('U03AAAAAA')])
      expect(await permit(db, user(id), mr, 'do this')).toMatchObject({ platform: 'slack', user: id });
  });

  it('refuses everybody else in one sentence: who may, and whom to ask; what was needed is for the log', async () => {
    const mr = await groupNamed('mr');
    for (const id of ['U02AAAAAA', 'U77AAAAAA'])
      await expect(permit(db, user(id), moderators(mr), 'do this')).rejects.toMatchObject({
        name: 'Forbidden',
        message:
          'Only the chair of MR and the office can do this. Please ask Ann (chair of MR) or the office.',
        needed: `chair of group ${mr.id}, or office`,
      });
  });

  it('names the office alone where a group has no chair', async () => {
    await expect(permit(db, ann, moderators(await groupNamed('ct')), 'do this')).rejects.toThrow(
      'Only the chair of CT and the office can do this. Please ask the office.',
    );
  });
});
