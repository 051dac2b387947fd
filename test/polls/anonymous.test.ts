import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { type Dump, digestsOf, dump, holding } from './dump.ts';
import { secretOf, standPoll } from './standing.ts';

const secret = 'what nobody finds in the database, at least 32 long';
const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };
const ben = 'U0BEN00001';
const cleo = '1200000000000000002';
const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };
/** All that somebody who reads the database may guess at. */
const accounts = [ada.slack, ben]
  .map((id) => `slack/${id}`)
  .concat([ada.discord, cleo].map((id) => `discord/${id}`));
const guesses = [
  ...accounts,
  ...accounts.map((account) => account.split('/')[1]!),
  ...['ada', 'ben', 'cleo', 'Ada Obi', 'Ben Marsh', 'Cleo Tan', '1', '2', '3'],
  ...['clinical-computing', 'Clinical Computing SIG', computing.slack, computing.discord],
].flatMap((plain) => [plain, `voter/${plain}`, `place/${plain}`]);

describe('an anonymous poll in the database', { shuffle: false }, () => {
  let lookout: RunningApp;
  let id: number;
  let salt: Buffer;
  let before: Dump;
  let open: Dump;

  beforeAll(async () => {
    lookout = await openApp('2026-11-23T09:00:00Z', { LOOKOUT_SECRET: secret });
    // Two of the three are strangers: nobody has ever named them to Lookout.
    await lookout.db.person.deleteMany({ where: { slug: { in: ['ben', 'cleo'] } } });
    const poll = await standPoll(lookout, { anonymous: true, mayAdd: true });
    id = poll.id;
    salt = Buffer.from(poll.salt!);
    await lookout.service.settled();
    before = await dump(lookout.databaseUrl);
    const people = [
      onSlack(lookout.sandboxes, ada.slack, computing.slack),
      onSlack(lookout.sandboxes, ben, computing.slack),
      onDiscord(lookout.sandboxes, cleo, computing.discord),
    ];
    for (const [at, somebody] of people.entries()) {
      const post = somebody.posts()[0]!.id;
      const words = await somebody.hears(() => somebody.press(post, `vote:${id}/${poll.options[at]!.id}`));
      expect(words).toContain(`Counted: “${poll.options[at]!.text}”`);
      await somebody.hears(() => somebody.press(post, `answer:${id}`));
    }
    const [adding] = people.slice(1);
    await adding!.opens(() => adding!.press(adding!.posts()[0]!.id, `add:${id}`));
    expect((await adding!.submit({ option: 'Something else' })).said).toContain('is added');
    await lookout.at('2026-11-23T09:00:10Z');
    open = await dump(lookout.databaseUrl);
  });
  afterAll(() => lookout?.close());

  it('is read whole: every table of every schema, with every column', () => {
    const tables = new Set(open.map(({ table }) => table));
    expect(new Set([...tables].map((table) => table.split('.')[0]))).toEqual(new Set(['public', 'bullmq']));
    for (const table of ['ballot', 'act', 'account', 'delivery', 'poll'])
      expect(tables).toContain(`public.${table}`);
    expect(holding(open, salt.toString('hex')).map(({ table }) => table)).toEqual(['public.poll']);
    expect(open.filter(({ table }) => table === 'public.ballot')).toHaveLength(3);
    expect(holding(open, secret)).toEqual([]);
  });

  it('links no vote to a person while it is open, without the secret', () => {
    const keys = [...new Set(open.flatMap(({ values }) => values)), salt];
    expect(keys.length).toBeGreaterThan(200);
    expect(found(open, digestsOf(keys, ['', salt], guesses))).toEqual([]);
    for (const { row } of open.filter(({ table }) => table === 'public.ballot'))
      for (const guess of guesses) expect([row.voter, row.place]).not.toContain(guess);
  });

  it('does with it: so this search finds what there is to find', () => {
    const voters = open.filter(({ table }) => table === 'public.ballot');
    const tokens = found(open, digestsOf([secret], ['', salt], guesses));
    for (const { row } of voters) {
      expect(tokens).toContain(row.voter);
      expect(tokens).toContain(row.place);
    }
  });

  it('names nobody in any row that voting has written', async () => {
    const names = [
      ...accounts.map((account) => account.split('/')[1]!),
      'Ben Marsh',
      'Cleo Tan',
      'ben',
      'cleo',
    ];
    const naming = (rows: Dump) =>
      rows.filter(({ values }) => values.some((value) => names.some((name) => value.includes(name))));
    // Also the system columns are the same: nothing about a person was so much as touched.
    expect(naming(open)).toEqual(naming(before));
    expect(naming(before).map(({ table }) => table)).toContain('public.account');
    expect(await lookout.db.account.count()).toBe(2);
    expect(await lookout.db.person.count()).toBe(1);
    const written = new Set(open.filter(({ table }) => table === 'public.ballot').map(({ row }) => row.xmin));
    expect(naming(open).filter(({ row }) => written.has(row.xmin))).toEqual([]);
    const log = lookout.log.join('\n');
    for (const account of accounts) expect(log).not.toContain(account.split('/')[1]);
  });

  it('links none once it is closed, even with the secret and the salt that it had', async () => {
    await lookout.at('2026-12-01T09:00:00Z');
    await until(async () => (await lookout.db.poll.findUnique({ where: { id } }))?.state === 'closed');
    expect(await secretOf(lookout)).toBe(secret);
    const closed = await dump(lookout.databaseUrl);
    expect(closed.filter(({ table }) => table === 'public.ballot')).toEqual([]);
    expect(holding(closed, salt.toString('hex'))).toEqual([]);
    const keys = [...new Set(closed.flatMap(({ values }) => values)), secret, salt];
    expect(found(closed, digestsOf(keys, ['', salt], guesses))).toEqual([]);
    const voters = open
      .filter(({ table }) => table === 'public.ballot')
      .flatMap(({ row }) => [row.voter, row.place]);
    for (const voter of voters) expect(holding(closed, voter!)).toEqual([]);
  });
});

/** Which of these digests stand anywhere in the database, also within a longer text. */
function found(rows: Dump, digests: ReadonlySet<string>): string[] {
  const tokens = new Set(rows.flatMap(({ values }) => values.flatMap((value) => value.split(/[^\w+/=-]+/))));
  return [...tokens].filter((token) => digests.has(token));
}
