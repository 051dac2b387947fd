import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unseal } from '../../src/seal.ts';
import { type Dump, digestsOf, dump, holding } from '../polls/dump.ts';
import { communityText, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { sql } from '../support/sql.ts';
import { directlyWith } from './direct.ts';

const secret = 'what nobody finds in the database, at least 32 long';
const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };
const ben = 'U0BEN00001';
const cleo = '1200000000000000002';
const dora = 'U0DORA0001';
const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };
const community = communityText.replace(
  'people:\n',
  `people:\n  - { slug: dora, name: Dora Lind, accounts: { slack: ${dora} }, roles: { office: member } }\n`,
);
/** Whose ideas there are: Ada has two accounts and is known, Ben and Cleo are strangers. */
const sent = [
  { title: 'Ada from Slack', platform: 'slack', user: ada.slack },
  { title: 'Ben once', platform: 'slack', user: ben },
  { title: 'Ada from Discord', platform: 'discord', user: ada.discord },
  { title: 'Ben twice', platform: 'slack', user: ben },
  { title: 'Cleo alone', platform: 'discord', user: cleo },
] as const;
const ids = [ada.slack, ada.discord, ben, cleo];

describe('an anonymous idea in the database', { shuffle: false }, () => {
  let lookout: RunningApp;
  let before: Named;
  let after: Named;
  let rows: Dump;
  let ideas: Dump;

  beforeAll(async () => {
    lookout = await openApp('2026-11-23T09:00:00Z', { LOOKOUT_SECRET: secret }, { community });
    await lookout.db.person.deleteMany({ where: { slug: { in: ['ben', 'cleo'] } } });
    before = await naming(lookout);
    for (const { title, platform, user } of sent) {
      const who =
        platform === 'slack'
          ? onSlack(lookout.sandboxes, user, computing.slack)
          : onDiscord(lookout.sandboxes, user, computing.discord);
      await who.opens(() => who.type('idea', 'new'));
      expect((await who.submit({ title, text: 'What, and why.', signed: ['anonymous'] })).said).toContain(
        'Thank you',
      );
    }
    await lookout.service.settled();
    const office = onSlack(lookout.sandboxes, dora, computing.slack);
    for (const { title } of sent) await askAndAnswer(lookout, office, title);
    const numbers = new Map((await lookout.db.idea.findMany()).map(({ title, number }) => [title, number]));
    for (const title of ['Ada from Slack', 'Ben once'])
      expect(await office.command('idea', `stop ${numbers.get(title)} 7`)).toContain(
        'cannot send in ideas until',
      );
    expect(await office.command('idea', `hide ${numbers.get('Ben twice')}`)).toContain('is hidden');
    await lookout.at('2026-11-23T09:00:10Z');
    // As one that was lifted, whose rows are gone.
    await office.command('idea', `stop ${numbers.get('Ben once')} 0`);
    await lookout.at('2026-11-23T09:00:20Z');
    rows = await dump(lookout.databaseUrl);
    ideas = rows.filter(({ table }) => table === 'public.idea');
    after = await naming(lookout);
  });
  afterAll(() => lookout?.close());

  it('is asked about, and answered, by people whom no row names', async () => {
    const questions = await lookout.db.question.findMany({ include: { idea: true } });
    expect(questions.map(({ idea }) => idea.title).sort()).toEqual(sent.map(({ title }) => title).sort());
    for (const { idea, answer } of questions) expect(answer).toBe(`So says “${idea.title}”.`);
    const back = await directlyWith(lookout, 'slack', dora);
    for (const { title } of sent)
      await until(() => back.posts().some(({ text }) => text.includes(`So says “${title}”.`)));
    const told = await directlyWith(lookout, 'slack', ben);
    for (const words of ['was hidden', 'you cannot send in ideas until', 'you can send in ideas again'])
      await until(() => told.posts().some(({ text }) => text.includes(words)));
  });

  it('is read whole: every table of every schema, with every column', () => {
    const tables = new Set(rows.map(({ table }) => table));
    expect(new Set([...tables].map((table) => table.split('.')[0]))).toEqual(new Set(['public', 'bullmq']));
    for (const table of ['idea', 'question', 'stop', 'act', 'account', 'delivery'])
      expect(tables).toContain(`public.${table}`);
    expect(ideas).toHaveLength(sent.length);
    expect(rows.filter(({ table, row }) => table === 'public.delivery' && row.sealed)).not.toHaveLength(0);
    expect(holding(rows, secret)).toEqual([]);
  });

  it('names its sender nowhere: no row about them was written, changed or so much as locked', async () => {
    expect(after.rows).toEqual(before.rows);
    expect(after.rows.length).toBeGreaterThan(0);
    expect(await lookout.db.account.count()).toBe(3);
    expect(await lookout.db.person.count()).toBe(2);
    for (const id of [ben, cleo]) expect(holding(rows, id)).toEqual([]);
    for (const id of await conversations(lookout)) expect(holding(rows, id)).toEqual([]);
    const written = new Set(rows.filter(isOfIdeas).map(({ row }) => row.xmin));
    expect(written.size).toBeGreaterThan(sent.length);
    for (const { xmin, xmax } of after.rows)
      expect([written.has(xmin), written.has(xmax)]).toEqual([false, false]);
    const log = lookout.log.join('\n');
    for (const id of [...ids, ...(await conversations(lookout))]) expect(log).not.toContain(id);
  });

  it('leads to no account without the secret', () => {
    const salts = rows.flatMap(({ row }) => (row.salt ? [Buffer.from(row.salt, 'hex')] : []));
    expect(salts.length).toBeGreaterThan(sent.length);
    // What is as long as a message, or as short as a number, is nobody's key.
    const texts = [...new Set(rows.flatMap(({ values }) => values))].filter(
      ({ length }) => length > 5 && length < 100,
    );
    expect(texts).toContain('clinical-computing');
    const keys = [...texts, ...salts];
    expect(found(rows, digestsOf(keys, ['', ...salts], guesses))).toEqual([]);
    for (const { row } of ideas) expect(texts.filter((key) => unseal(key, sealOf(row)) !== null)).toEqual([]);
  });

  it('does with it: so this search finds what there is to find', () => {
    const salts = rows.flatMap(({ row }) => (row.salt ? [Buffer.from(row.salt, 'hex')] : []));
    const marks = found(rows, digestsOf([secret], salts, guesses));
    for (const { row } of ideas) expect(marks).toContain(row.mark);
    const senders = ideas.map(({ row }) => [row.title, unseal(secret, sealOf(row))]);
    expect(new Map(senders as [])).toEqual(
      new Map(sent.map(({ title, platform, user }) => [title, { platform, user }] as const)),
    );
    // And a stop is found by each account of whoever is stopped.
    const stops = rows.filter(({ table, row }) => table === 'public.stop' && marks.includes(row.mark!));
    expect(stops).toHaveLength(2);
  });

  it('shares nothing with another of the same person', () => {
    const parts = ideas.map(({ row }) => [row.salt!, row.mark!, row.sealed!]);
    expect(new Set(parts.flat()).size).toBe(3 * sent.length);
    for (const at of [0, 1, 2]) expect(new Set(parts.map((part) => part[at]!.length)).size).toBe(1);
    // No eight bytes of a seal stand anywhere but in what belongs to the same idea.
    for (const { row } of ideas)
      for (let at = 0; at + 16 <= row.sealed!.length; at += 2) {
        const others = holding(rows, row.sealed!.slice(at, at + 16)).filter(
          (one) => one.row.id !== row.id && !one.row.key?.startsWith(`idea/${row.id}/`),
        );
        expect(others).toEqual([]);
      }
    const lanes = rows.flatMap(({ table, row }) =>
      table === 'public.delivery' && row.sealed ? [row.lane] : [],
    );
    expect(new Set(lanes).size).toBe(lanes.length);
    // As many rows for Ada, who has two accounts, as for anybody; they are of one stop, the other was lifted.
    expect(rows.filter(({ table }) => table === 'public.stop')).toHaveLength(4);
  });
});

/** All that somebody who reads the database may guess at. */
const accounts = ids.map((id) => [/^U/.test(id) ? 'slack' : 'discord', id] as const);
const guesses = accounts.flatMap(([platform, id]) => [
  id,
  ...[`${platform}/${id}`, `${platform}:${id}`, `mark/${platform}/${id}`, `mark/${id}`],
  ...[JSON.stringify([platform, id]), JSON.stringify([platform, id]).padEnd(96)],
]);
guesses.push('ada', 'ben', 'cleo', 'Ada Obi', 'Ben Marsh', 'Cleo Tan', '1', '2', '3', '4');

function sealOf(row: Dump[number]['row']): Uint8Array {
  return Buffer.from(row.sealed!, 'hex');
}

function isOfIdeas({ table, row }: Dump[number]): boolean {
  return ['public.idea', 'public.question', 'public.stop'].includes(table) || Boolean(row.sealed);
}

/** The bot's direct conversations with all but the office. */
async function conversations(lookout: RunningApp): Promise<string[]> {
  const all = accounts.map(async ([platform, id]) => (await directlyWith(lookout, platform, id)).channel);
  return Promise.all(all);
}

async function askAndAnswer(lookout: RunningApp, office: Somebody, title: string): Promise<void> {
  const { number } = await lookout.db.idea.findFirstOrThrow({ where: { title } });
  const { platform, user } = sent.find((one) => one.title === title)!;
  await office.opens(() => office.type('idea', `ask ${number}`));
  await office.submit({ question: 'How so?' });
  const direct = await directlyWith(lookout, platform, user);
  const asked = await until(() =>
    direct.posts().find(({ text }) => text.includes(`about your IDEA-${number}`)),
  );
  await direct.opens(() => direct.press(asked.id, Object.keys(asked.buttons)[0]!));
  expect((await direct.submit({ answer: `So says “${title}”.` })).said).toContain('You stay anonymous.');
}

interface Named {
  rows: { table: string; xmin: string; xmax: string; ctid: string; text: string }[];
}

/** The rows that name one of them, in any table, with what PostgreSQL notes of who wrote and who locked them. */
async function naming({ databaseUrl }: RunningApp): Promise<Named> {
  const tables = await sql<{ quoted: string; name: string }>(
    databaseUrl,
    `SELECT format('%I.%I', schemaname, tablename) AS quoted, tablename AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const known = await sql<{ id: number }>(
    databaseUrl,
    `SELECT person_id AS id FROM account WHERE "user" = $1`,
    [ada.slack],
  );
  const found = await Promise.all(
    tables.map(({ quoted, name }) =>
      sql<Named['rows'][number]>(
        databaseUrl,
        `SELECT $1 AS table, xmin::text, xmax::text, ctid::text, t::text AS text FROM ${quoted} t
         WHERE t::text ~ $2 ${name === 'person' ? `OR id = ${known[0]!.id}` : ''} ORDER BY ctid`,
        [quoted, ids.join('|')],
      ),
    ),
  );
  return { rows: found.flat() };
}

/** Which of these digests stand anywhere in the database, also within a longer text. */
function found(all: Dump, digests: ReadonlySet<string>): string[] {
  const tokens = new Set(all.flatMap(({ values }) => values.flatMap((value) => value.split(/[^\w+/=-]+/))));
  return [...tokens].filter((token) => digests.has(token));
}
