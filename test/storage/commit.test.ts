import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { commit, type Wake } from '../../src/commit.ts';
import { openDatabase } from '../../src/db.ts';
import { createDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

let app: Pick<App, 'db' | 'wake'>;
let close: () => Promise<void>;
/** Whom the app woke, and how many rows stood by then, as another connection sees it. */
const woken: (readonly [string, number | string, Promise<number>])[] = [];
beforeAll(async () => {
  const database = await createDatabase();
  const { db, close: end } = openDatabase(database.url, 4, net);
  app = { db, wake: (queue, id) => void woken.push([queue, id, db.person.count()]) };
  close = () => end().then(database.drop);
});
afterAll(() => close?.());

describe('commit', () => {
  it('wakes what was asked for when the rows can be seen, in the order in which it was asked', async () => {
    const name = await commit(app, async (tx, wake) => {
      await tx.person.create({ data: { name: 'Ann' } });
      wake('ideas', 7);
      wake('delivery', [3, 4]);
      wake('delivery', []);
      wake('escalations', 'priority-2');
      expect(woken).toEqual([]);
      return 'Ann';
    });
    expect(name).toBe('Ann');
    const seen = await Promise.all(woken.splice(0).map(async ([queue, id, rows]) => [queue, id, await rows]));
    expect(seen).toEqual([
      ['ideas', 7, 1],
      ['delivery', 3, 1],
      ['delivery', 4, 1],
      ['escalations', 'priority-2', 1],
    ]);
  });

  it('wakes nobody, and keeps nothing, when it fails', async () => {
    const before = await app.db.person.count();
    const failing = commit(app, async (tx, wake) => {
      await tx.person.create({ data: { name: 'Ben' } });
      wake('ideas', 7);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(woken).toEqual([]);
    expect(await app.db.person.count()).toBe(before);
  });

  it('refuses to be asked when it is over, where nobody would be woken', async () => {
    const late = await commit(app, async (_, wake): Promise<Wake> => wake);
    expect(() => late('ideas', 7)).toThrow('The transaction has ended');
  });
});
