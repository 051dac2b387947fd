import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import { sealSender } from '../../src/ideas/idea/sender.ts';
import { type Desk, openDesk } from './operator.ts';

const secret = 'what nobody finds in the database, at least 32 long';

let desk: Desk;
let db: Db;
let close: () => Promise<void>;
let env: Record<string, string>;
beforeAll(async () => {
  desk = await openDesk();
  env = { ...desk.env, LOOKOUT_SECRET: secret };
  ({ db, close } = openDatabase(desk.databaseUrl, 2));
  expect((await desk.lookout(['apply', desk.file])).code).toBe(0);
  const group = await db.group.findUniqueOrThrow({ where: { slug: 'clinical-computing' } });
  const ben = await db.person.findUniqueOrThrow({ where: { slug: 'ben' } });
  for (const [number, author] of [
    [1, 'Ben Marsh'],
    [2, null],
  ] as const)
    await db.idea.create({
      data: {
        ...{
          number,
          act: `act ${number}`,
          kind: 'idea',
          title: author ? 'A signed one' : 'A hidden one',
          text: '',
        },
        ...{ groupId: group.id, signed: author !== null, author, personId: author ? ben.id : null },
        ...{ sentAt: new Date(), ...sealSender(secret, { platform: 'slack', id: 'U0BEN00001', name: '' }) },
      },
    });
});
afterAll(async () => {
  await close?.();
  await desk?.close();
});

// In this order, on one database.
describe('lookout mydata', { shuffle: false }, () => {
  it('prints what is held of somebody, by name or account, without what only they may know', async () => {
    const [named, account, nobody] = await Promise.all([
      desk.start(['mydata', 'export', 'ben'], env).ended,
      ...['slack/U0BEN00001', 'benn'].map((who) => desk.lookout(['mydata', 'export', who], env)),
    ]);
    const held = JSON.parse(named!.out);
    expect(held).toMatchObject({
      name: 'Ben Marsh',
      accounts: [{ platform: 'slack', user: 'U0BEN00001' }],
      roles: [{ group: 'Clinical Computing SIG', role: 'member' }],
      ideas: [{ idea: 'IDEA-1', title: 'A signed one' }],
    });
    expect({ ...JSON.parse(account!.out), at: held.at }).toEqual(held);
    expect(named!.out).not.toContain('hidden');
    expect(held).not.toHaveProperty('stoppedUntil');
    expect([nobody!.code, nobody!.err]).toEqual([
      1,
      'Nobody is called “benn” in the community file. Write the name given there, or an account such as slack/U0123ABCD.\n',
    ]);
    expect(named!.err).toContain('Anonymous ideas and votes are left out');
  });

  it('erases nobody until it is told for sure, and says what is left to do', async () => {
    const asked = await desk.lookout(['mydata', 'erase', 'ben'], env);
    expect([asked.code, asked.out]).toEqual([1, '']);
    expect(asked.err).toContain('This erases Ben Marsh with 1 account for good');
    expect(asked.err).toContain('add --yes');
    expect(await db.person.count({ where: { slug: 'ben' } })).toBe(1);
    const done = await desk.start(['mydata', 'erase', 'ben', '--yes'], env).ended;
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toContain('Ben Marsh has been erased.\nRemove “ben” from the community file');
    expect(done.all).not.toContain('anonymous');
    expect(await db.person.count({ where: { slug: 'ben' } })).toBe(0);
    expect((await db.idea.findMany({ orderBy: { id: 'asc' } })).map(({ author }) => author)).toEqual([
      'a former member',
      null,
    ]);
  });
});
