import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAll, storeCorpus } from '../../bench/similar/ask.ts';
import { readLabelled } from '../../bench/similar/labelled.ts';
import { measure } from '../../bench/similar/measure.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { similar } from '../../src/ideas/finding/similar.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';
import { giveIdea } from './rows.ts';

let database: TestDatabase;
let db: Db;
let close: () => Promise<void>;
let ids: number[];
const { corpus, queries } = readLabelled();
beforeAll(async () => {
  database = await createDatabase();
  ({ db, close } = openDatabase(database.url, 2, 2 * net));
  ids = await storeCorpus(db, corpus);
});
afterAll(async () => {
  await close?.();
  await database?.drop();
});

const leak = {
  title: 'Helium leak alarm in the magnet store',
  text: 'Oxygen sensors should call the porter when a spare magnet quenches.',
};
const asked = {
  groupId: 0,
  title: 'Alarm for helium leaks',
  text: 'When a magnet quenches the porter hears nothing.',
};
const give = (more: object = {}) => giveIdea(db, { ...leak, group: 'similar', ...more });
const find = async (more: object = {}) => (await similar(db, { ...asked, ...more })).map(({ id }) => id);

describe('the labelled set', () => {
  it('is as large as it says, and no query is an idea of the corpus', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(120);
    expect(queries.length).toBeGreaterThanOrEqual(60);
    expect(queries.reduce((sum, one) => sum + one.similar.size, 0)).toBeGreaterThanOrEqual(150);
    expect(queries.every((one) => one.similar.size <= 3)).toBe(true);
    const titles = new Set(corpus.map(({ title }) => title));
    expect(queries.filter(({ title }) => titles.has(title))).toEqual([]);
  });

  // Reached on 21 November 2026 (npm run bench:similar): of the half that served to tune 0.81 and 0.63, of the other 0.77 and 0.49.
  it('is answered as well as it was', async () => {
    const answers = await askAll(db, ids, queries);
    const [tuned, kept] = [measure(answers, 'tuned'), measure(answers, 'kept')];
    expect(tuned.precision.share).toBeGreaterThan(0.77);
    expect(tuned.recall.share).toBeGreaterThan(0.59);
    expect(kept.precision.share).toBeGreaterThan(0.73);
    expect(kept.recall.share).toBeGreaterThan(0.45);
  });
});

describe('similar', () => {
  it('finds ideas of all groups, best first, at most as many as asked, and not the idea itself', async () => {
    const first = await give();
    const again = await give({ title: asked.title, text: asked.text });
    expect(await find()).toEqual([again.id, first.id]);
    expect((await similar(db, asked, 1)).map(({ id }) => id)).toEqual([again.id]);
    expect(await find({ id: again.id })).toEqual([first.id]);
    expect((await similar(db, asked, 1))[0]).toMatchObject({
      number: again.number,
      title: asked.title,
      state: 'received',
    });
    await db.idea.delete({ where: { id: again.id } });
    await db.idea.delete({ where: { id: first.id } });
  });

  it('shows nothing that is hidden, declined, or not taken in, and for a merged one that which it went into in the end', async () => {
    expect(await find()).toEqual([]);
    for (const more of [{ hidden: true }, { state: 'declined' }, { number: null }]) {
      const { id } = await give(more);
      expect(await find()).toEqual([]);
      await db.idea.delete({ where: { id } });
    }
    const end = await giveIdea(db, {
      title: 'Gas safety',
      text: 'Of all kinds.',
      group: 'similar',
      state: 'planned',
    });
    const between = await giveIdea(db, { title: 'Quite another thing', group: 'similar', mergedId: end.id });
    const merged = await give({ mergedId: between.id });
    expect(await find()).toEqual([end.id]);
    expect(await find({ id: end.id })).toEqual([]);
    await db.idea.update({ where: { id: end.id }, data: { hidden: true } });
    expect(await find()).toEqual([]);
    for (const { id } of [merged, between, end]) await db.idea.delete({ where: { id } });
  });

  it('finds a title with slips of the finger, and takes whatever is typed', async () => {
    const { id } = await give();
    expect(await find({ title: 'Helum leek alarm magnt store', text: '' })).toEqual([id]);
    for (const title of ["it's ' & | ! <-> :* \\ ()", '', 'the', '%_%', '😀'.repeat(60), '日本語'.repeat(40)])
      expect(await find({ title, text: `\\'); DROP TABLE idea; -- ${'😀'.repeat(1499)}` })).toEqual([]);
    expect(await find({ text: `${asked.text} ${'x'.repeat(2000)} ${'word '.repeat(150)}` })).toEqual([id]);
    await db.idea.delete({ where: { id } });
  });
});
