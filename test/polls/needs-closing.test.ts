import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { closePoll } from '../../src/polls/closing/close.ts';
import { registerOf } from '../../src/polls/needs/register.ts';
import { keyOf } from '../../src/polls/option.ts';
import { placeOf, secretVoterHash, voterOf } from '../../src/polls/voter.ts';
import { newSalt } from '../../src/seal.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const secret = 'a secret of thirty-two letters or more';
const now = new Date('2026-11-20T17:00:00Z');
let database: TestDatabase;
let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  database = await createDatabase();
  const opened = openDatabase(database.url, 4, 2 * net);
  close = opened.close;
  app = { db: opened.db, now: () => now, log: createLog('silent', []), secret, wake: () => undefined };
});
afterAll(async () => {
  await close?.();
  await database?.drop();
});

/** An open poll whose time is over, with one ballot a person: by group, what each of them chose. */
async function answered(anonymous: boolean, said: Readonly<Record<string, readonly string[]>>) {
  const { db } = app;
  const texts = [...new Set(Object.values(said).flat())];
  for (const slug of Object.keys(said))
    await db.group.upsert({
      where: { slug },
      update: {},
      create: {
        slug,
        name: slug.toUpperCase(),
        kind: 'sig',
        zone: 'Europe/London',
        digestDays: [],
        digestSize: 5,
        topics: {},
        keywords: [],
        createdAt: now,
      },
    });
  const groups = await db.group.findMany({ where: { slug: { in: Object.keys(said) } } });
  const sealed = { anonymous, salt: anonymous ? newSalt() : null };
  const poll = await db.poll.create({
    data: {
      template: 'need',
      question: 'Which of these would help you most?',
      most: 1,
      mayAdd: false,
      anonymous,
      shows: 'voted',
      state: 'open',
      asker: 'Cleo Tan',
      zone: 'Europe/London',
      createdAt: now,
      opensAt: now,
      lasts: 7,
      closesAt: now,
      salt: sealed.salt,
      secretMark: anonymous ? secretVoterHash(secret) : null,
      options: { create: texts.map((text, at) => ({ place: at + 1, text, key: keyOf(text) })) },
      groups: { create: groups.map(({ id }) => ({ groupId: id })) },
    },
    include: { options: true },
  });
  for (const [slug, chosen] of Object.entries(said))
    for (const [at, text] of chosen.entries())
      await db.ballot.create({
        data: {
          pollId: poll.id,
          voter: voterOf(secret, sealed, { platform: 'slack', user: `U${slug}${at}` }),
          place: placeOf(secret, sealed, slug),
          choices: [poll.options.find((option) => option.text === text)!.id],
        },
      });
  await closePoll(app, poll.id);
}

const [ai, mr] = ['Edge AI', 'MR safety'];

describe('a poll that has closed', () => {
  it.each([true, false])('is in the register, anonymous or not (%s)', async (anonymous) => {
    await app.db.need.deleteMany();
    await answered(anonymous, {
      large: [ai, ai, ai, mr, mr, mr],
      small: [mr, mr, mr],
      tiny: [mr, mr],
    });
    const all = await registerOf(app.db, null);
    expect(
      all.needs.map(({ evidence, demand, breadth }) => [evidence.need.title, demand.chosen, breadth.groups]),
    ).toEqual([
      [mr, 8, 2],
      [ai, 3, 1],
    ]);
    expect(all.needs[0]!.demand.answers).toBe(11);
    const of = async (slug: string) =>
      registerOf(app.db, await app.db.group.findUniqueOrThrow({ where: { slug } }));
    const large = await of('large');
    expect(large.group?.name).toBe('LARGE');
    expect(large.needs.map(({ demand }) => [demand.chosen, demand.answers])).toEqual([
      [3, 6],
      [3, 6],
    ]);
    expect((await of('small')).group).toBeNull();
  });

  it.each([true, false])('is not, with fewer than five answers, anonymous or not (%s)', async (anonymous) => {
    await app.db.need.deleteMany();
    await answered(anonymous, { small: [ai, ai, ai], tiny: [mr] });
    expect(await app.db.need.count()).toBe(2);
    expect((await registerOf(app.db, null)).needs).toEqual([]);
  });
});
