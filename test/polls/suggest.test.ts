import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import { makePoll } from '../../src/polls/asking/make.ts';
import { forgetNeed, needsOf } from '../../src/polls/asking/need.ts';
import { suggestions } from '../../src/polls/asking/suggest.ts';
import { keyOf } from '../../src/polls/option.ts';
import { createDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const now = new Date('2026-11-20T14:00:00Z');
let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await createDatabase();
  const opened = openDatabase(database.url, 4, 2 * net);
  db = opened.db;
  close = async () => {
    await opened.close();
    await database.drop();
  };
});
afterAll(() => close());

const group = (slug: string, topics: object) =>
  db.group.create({
    data: { slug, name: slug, kind: 'sig', zone: 'Europe/London', digestSize: 8, topics, createdAt: now },
  });

/** A closed poll with so many people for each option. */
async function asked(counts: Record<string, number>): Promise<void> {
  const options = Object.keys(counts);
  const needs = await needsOf(db, now, options);
  const id = await makePoll(db, now, 'planned', now, {
    template: 'need',
    question: 'Which?',
    options,
    groupIds: [],
    most: 1,
    mayAdd: false,
    anonymous: true,
    shows: 'voted',
    repeat: 'never',
    lasts: 7,
    zone: 'Europe/London',
    needId: null,
    askerId: null,
    asker: 'Office',
  });
  const rows = await db.pollOption.findMany({ where: { pollId: id }, orderBy: { place: 'asc' } });
  for (const [at, row] of rows.entries())
    await db.pollOption.update({ where: { id: row.id }, data: { needId: needs[at]! } });
  await db.result.create({
    data: {
      pollId: id,
      answers: 20,
      counts: { create: rows.map((row) => ({ optionId: row.id, people: counts[row.text]! })) },
    },
  });
}

// In this order, on one database.
describe('what is suggested, and the needs behind it', { shuffle: false }, () => {
  it('is the key topics: of a group by its weights, of nobody one of each topic first', async () => {
    const mr = await group('mr', { safety: 2, digital: 1 });
    expect(await suggestions(db, mr)).toEqual([
      'Emerging longitudinal data and safety concerns',
      'Regulation of medical devices and software',
      'Artificial intelligence, software and algorithms',
      'Cybersecurity',
      'Resource scarcity',
      'Digital transformation',
    ]);
    const all = await suggestions(db, null);
    expect(all).toHaveLength(8);
    expect(all.slice(0, 3)).toEqual([
      'Decarbonising healthcare science',
      'Advocating science, technology and engineering in healthcare',
      'Emerging longitudinal data and safety concerns',
    ]);
  });

  it('begins with what was wanted most, unless something became of it or the group does not care for its topic', async () => {
    await asked({
      'MR safety for porters': 3,
      'Net zero imaging': 9,
      'Writing well': 7,
      Cybersecurity: 5,
      'Nobody wants it': 0,
    });
    await asked({ 'mr safety for porter': 6 });
    const done = await db.need.findUniqueOrThrow({ where: { key: keyOf('Writing well') } });
    const climate = await db.need.findFirstOrThrow({ where: { title: 'Net zero imaging' } });
    expect(climate.topic).toBe('climate');
    const mr = await db.group.findUniqueOrThrow({ where: { slug: 'mr' } });
    expect((await suggestions(db, mr)).slice(0, 4)).toEqual([
      'MR safety for porters',
      'Writing well',
      'Cybersecurity',
      'Emerging longitudinal data and safety concerns',
    ]);
    expect((await suggestions(db, mr)).filter((text) => text === 'Cybersecurity')).toHaveLength(1);
    const mark = { needId: done.id, by: 'Cleo', at: now };
    await db.needMark.create({ data: { ...mark, state: 'delivered' } });
    expect(await suggestions(db, mr)).not.toContain('Writing well');
    await db.needMark.create({ data: { ...mark, state: 'wanted' } });
    expect(await suggestions(db, mr)).toContain('Writing well');
  });

  it('a need is made once, whoever asks for it at one moment, and forgotten only where nothing speaks of it', async () => {
    const titles = ['A fresh need', 'Fresh needs', 'a fresh  NEED'];
    const all = await Promise.all(Array.from({ length: 4 }, () => needsOf(db, now, titles)));
    expect(new Set(all.map(String)).size).toBe(1);
    expect(all[0]![0]).toBe(all[0]![2]);
    expect(all[0]![0]).not.toBe(all[0]![1]);
    await forgetNeed(db, all[0]![0]!);
    expect(await db.need.findUnique({ where: { key: 'a fresh need' } })).toBeNull();
    const kept = await db.need.findUniqueOrThrow({ where: { key: keyOf('Writing well') } });
    await forgetNeed(db, kept.id);
    expect(await db.need.findUnique({ where: { id: kept.id } })).not.toBeNull();
  });
});
