import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import type { PersonRef, Submission } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { newIdea } from '../../src/ideas/sending/new.ts';
import { submitIdea } from '../../src/ideas/sending/send.ts';
import { takeIn } from '../../src/ideas/sending/take-in.ts';
import { createLog } from '../../src/log.ts';
import { keyedHash, newSalt } from '../../src/seal.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const ada: PersonRef = { platform: 'slack', id: 'U0ADA', name: 'Ada' };
const adaThere: PersonRef = { platform: 'discord', id: '12', name: 'ada_there' };
const ben: PersonRef = { platform: 'slack', id: 'U0BEN', name: 'B\u202een  <!channel>' };
const words = { kind: ['idea'], title: 'A title', text: 'A text.', topic: ['guess'], signed: ['signed'] };

let database: TestDatabase;
let open: { db: Db; close(): Promise<void> };
let app: App;
let at: Date;
let mr: number;
let acts = 0;

beforeAll(async () => {
  database = await createDatabase();
  open = openDatabase(database.url, 20, 2 * net);
  app = {
    db: open.db,
    log: createLog('silent', []),
    now: () => at,
    secret: 'a secret of the test',
    wake,
  };
});
afterAll(async () => {
  await open.close();
  await database.drop();
});
beforeEach(async () => {
  at = new Date('2026-11-20T14:00:00Z');
  const { db } = app;
  await db.delivery.deleteMany();
  await db.group.deleteMany();
  await db.person.deleteMany();
  await db.stop.deleteMany();
  const create = Object.entries({ slack: 'C0', discord: '11' }).map(([platform, channel]) => {
    return { platform, channel };
  });
  const group = { kind: 'sig', zone: 'Europe/London', digestSize: 8, topics: {}, createdAt: at } as const;
  ({ id: mr } = await db.group.create({ data: { ...group, slug: 'mr', name: 'MR', channels: { create } } }));
  await db.person.create({
    data: {
      name: 'Ada Obi',
      accounts: { create: [ada, adaThere].map(({ platform, id }) => ({ platform, user: id })) },
    },
  });
});

/** Does what the queues do, at once, on a platform that posts everything. */
function wake(queue: string, id: number | string): void {
  const posted = { state: 'posted', open: false, postUrl: `https://chat.test/${id}` } as const;
  if (queue === 'ideas') void takeIn(app, Number(id));
  else
    void app.db.delivery.updateMany({ where: { id: Number(id), dueAt: { lte: at } }, data: posted }).then();
}

function send(
  who: PersonRef,
  fields: Submission['fields'] = {},
  more: Partial<Submission> = {},
): Promise<Reply> {
  return submitIdea(app, {
    kind: 'submission',
    act: `act ${++acts}`,
    person: who,
    channel: 'C0',
    id: `idea-new:${mr}`,
    ...more,
    fields: { ...words, ...fields },
  });
}
const problems = (reply: Reply) => (reply.kind === 'fix' ? reply.problems : undefined);
const count = () => app.db.idea.count();

describe('what is taken', () => {
  it('is signed with the name that the office knows, else with the platform’s, made safe', async () => {
    await send(ada);
    expect(JSON.stringify(await send(ben))).toContain('"text":"here","link":"https://chat.test/');
    const authors = (await app.db.idea.findMany({ orderBy: { id: 'asc' } })).map(({ author }) => author);
    expect(authors).toEqual(['Ada Obi', 'Ben <!channel>']);
  });

  it('is the same however often the act comes, or the same words again', async () => {
    const act = { act: 'the very same' };
    await Promise.all([send(ada, {}, act), send(ada, {}, act)]);
    // The answer of the first was lost, so the person sends the form off once more.
    await send(adaThere);
    expect(await count()).toBe(1);
    await send(ada, { text: 'Another text.' });
    await send(ada, { signed: ['anonymous'] });
    expect(await count()).toBe(3);
  });

  it('is refused at the field when it is too long, or was never in the form', async () => {
    const long = 'x'.repeat(100_000);
    expect(problems(await send(ada, { title: long, text: long }))).toEqual({
      title: expect.stringContaining('100000 characters long. Please shorten it to 120'),
      text: expect.stringContaining('100000 characters long. Please shorten it to 3000'),
    });
    const forged = { kind: ['constructor'], topic: ['cake'], signed: 'perhaps' };
    expect(Object.keys(problems(await send(ada, forged))!)).toEqual(['kind', 'topic', 'signed']);
    expect(problems(await send(ada, { title: ['a list'], text: '\0\ud800' }))).toHaveProperty('title');
    for (const id of ['idea-new:999', 'idea-new:x', 'idea-new:1/2/3', `idea-new:${2 ** 31}`])
      expect(problems(await send(ada, {}, { id }))!.title).toContain('no longer exists');
    expect(await count()).toBe(0);
  });

  it('of what is hostile keeps the words, and nothing that works', async () => {
    const title = "<!channel> @everyone *b* [x](https://evil.test) '); DROP TABLE idea;--";
    await send(ada, { title: `${title}\u202e\0`, text: '=cmd|x!A1\n\n\n\ud800\u200bEnd' });
    const idea = await app.db.idea.findFirstOrThrow();
    expect([idea.title, idea.text]).toEqual([title, '=cmd|x!A1\n\n�End']);
  });
});

describe('who may not', () => {
  it('sends in five an hour and person, over all accounts, and keeps the sixth in the form', async () => {
    for (const text of ['1', '2', '3', '4']) await send(ada, { text, signed: ['anonymous'] });
    at = new Date('2026-11-20T14:20:00Z');
    // At one moment, so that they cannot overtake the count.
    const both = await Promise.all([send(ada, { text: '5' }), send(adaThere, { text: '6' })]);
    const refused = both.filter(({ kind }) => kind === 'fix');
    expect(refused.map((reply) => problems(reply)!.title)).toEqual([
      'You have sent in 5 ideas within an hour, which is the most allowed. Please keep your text, and send it after 15:00.',
    ]);
    expect(await count()).toBe(5);
    expect((await send(ben)).kind).toBe('whisper');
    at = new Date('2026-11-20T15:00:01Z');
    expect((await send(adaThere, { text: '7' })).kind).toBe('whisper');
  });

  it('is stopped on every account, until the time is over', async () => {
    const salt = newSalt();
    const mark = keyedHash(app.secret, salt, { platform: 'slack', user: ada.id });
    await app.db.stop.create({ data: { salt, mark, at, until: new Date('2026-11-23T09:00:00Z') } });
    const refused = { field: 'title', message: expect.stringContaining('until Mon 23 Nov 2026, 09:00') };
    for (const who of [ada, adaThere]) await expect(send(who)).rejects.toMatchObject(refused);
    expect((await send(ben)).kind).toBe('whisper');
    at = new Date('2026-11-23T09:00:01Z');
    expect((await send(ada)).kind).toBe('whisper');
  });

  it('has no group in a direct conversation', async () => {
    const command = {
      kind: 'command' as const,
      act: 'a',
      person: ada,
      channel: null,
      name: 'idea',
      words: '',
    };
    await expect(newIdea(app, command)).rejects.toThrow('type /idea in that group’s channel');
  });
});

describe('the number', () => {
  it('comes by a sealed message, once, when it was late', async () => {
    // Each look at the clock takes a while, so that the number is not waited for for ever.
    let looks = 0;
    const now = () => new Date(at.getTime() + 500 * looks++);
    const asleep = { ...app, now, wake: () => undefined };
    const reply = await submitIdea(asleep, {
      kind: 'submission',
      act: 'late',
      person: ada,
      channel: 'C0',
      id: `idea-new:${mr}`,
      fields: words,
    });
    expect(JSON.stringify(reply)).toContain('You will get its number in a direct message');
    const { id } = await app.db.idea.findFirstOrThrow();
    at = new Date('2026-11-20T14:30:00Z');
    await Promise.all([takeIn(app, id), takeIn(app, id)]);
    await takeIn(app, id);
    const rows = await app.db.delivery.findMany({ orderBy: { id: 'asc' } });
    expect(rows.map(({ key }) => key)).toEqual([
      `idea/${id}/word/number`,
      `idea/${id}/post/slack/C0`,
      `idea/${id}/post/discord/11`,
    ]);
    expect(rows[0]).toMatchObject({ platform: 'slack', person: null, channel: null, dueAt: at });
    expect(JSON.stringify(rows[0]!.message)).toContain('Your idea “A title” is IDEA-1.');
  });

  it('is given without gaps or doubles to many at once, also where there is no channel', async () => {
    await app.db.channel.deleteMany();
    const people = Array.from({ length: 12 }, (_, one) => ({
      platform: 'slack',
      id: `U${one}`,
      name: `P ${one}`,
    }));
    const quiet = { ...app, wake: () => undefined };
    await app.db.idea.createMany({
      data: people.map(({ id }) => ({
        act: id,
        kind: 'idea',
        title: id,
        text: id,
        groupId: mr,
        signed: false,
        salt: newSalt(),
        mark: '',
        sealed: newSalt(),
        sentAt: at,
      })),
    });
    const ids = (await app.db.idea.findMany()).map(({ id }) => id);
    await Promise.all([...ids, ...ids.toReversed()].map((id) => takeIn(quiet, id)));
    const numbers = (await app.db.idea.findMany()).map(({ number }) => number);
    expect(numbers.toSorted((a, b) => a! - b!)).toEqual(people.map((_, one) => one + 1));
    expect(await app.db.delivery.count()).toBe(0);
  });
});

it('shows what is like it, to be supported instead', async () => {
  await send(ben, {
    title: 'A shared library of QA phantoms for MR',
    text: 'So that each need not build one.',
  });
  const reply = await send(ada, {
    title: 'Shared library of MR QA phantoms',
    text: 'Each builds their own.',
  });
  const first = await app.db.idea.findFirstOrThrow({ orderBy: { id: 'asc' } });
  expect(reply.kind).toBe('whisper');
  const shown = JSON.stringify(reply);
  expect(shown).toContain('IDEA-1');
  expect(shown).toContain(`"support:${first.id}"`);
  // What is done is shown too, but takes no support any more.
  await app.db.idea.updateMany({ data: { state: 'done' } });
  const later = JSON.stringify(
    await send(ada, { title: 'A library of QA phantoms for MR', text: 'Shared by all.' }),
  );
  expect(later).toContain('See what happened to it.');
  expect(later).not.toContain('"support:');
});
