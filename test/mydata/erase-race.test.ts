import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import { lock } from '../../src/locks.ts';
import type { DataSubject } from '../../src/mydata/data-subject.ts';
import { erase } from '../../src/mydata/forgetting/erase.ts';
import { somebodyWaits } from '../community/rows.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const now = new Date('2026-11-20T08:00:00Z');
const accounts = [
  { platform: 'slack', user: 'U01AAAAAA' },
  { platform: 'discord', user: '223344556677889900' },
];

let server: TestDatabase;
let db: Db;
let close: () => Promise<void>;
beforeEach(async () => {
  server = await createDatabase();
  ({ db, close } = openDatabase(server.url, 6, 2 * net));
});
afterEach(async () => {
  await close();
  await server.drop();
});

it('erases whoever asked a poll whose votes are being counted at that moment', async () => {
  const { id: personId } = await db.person.create({ data: { name: 'Ann', accounts: { create: accounts } } });
  const { id } = await db.poll.create({
    data: {
      ...{ template: 'pulse', question: 'What next?', most: 1, mayAdd: false, anonymous: false },
      ...{ shows: 'voted', asker: 'Ann', askerId: personId, zone: 'Europe/London', lasts: 7, state: 'open' },
      ...{ createdAt: now, opensAt: now, closesAt: new Date('2026-11-27T08:00:00Z') },
    },
  });
  const ballots = accounts.map(({ platform, user }) => ({ voter: `${platform}/${user}`, place: platform }));
  await db.ballot.createMany({
    data: ballots.map((one) => ({ ...one, pollId: id, choices: [], shown: [] })),
  });
  const app = { db, now: () => now, secret: 'a secret of this test', wake: () => undefined };
  const whose: DataSubject = { personId, name: 'Ann', slug: null, accounts };
  let erased: Promise<unknown> | undefined;
  // As answering/refresh.ts does: the poll's row, and then its ballots.
  await db.$transaction(async (tx) => {
    await tx.poll.update({ where: { id }, data: { drawnAt: now } });
    erased = erase(app, async () => whose);
    erased.catch(() => undefined);
    await somebodyWaits(db);
    await lock(tx, 'ballots', id);
  });
  await erased;
  expect(await db.poll.findUniqueOrThrow({ where: { id } })).toMatchObject({ askerId: null, drawnAt: now });
  expect(await db.person.count()).toBe(0);
});
