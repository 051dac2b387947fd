import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, type Tx } from '../../src/db.ts';
import { createDatabase } from '../support/database.ts';

describe('a transaction', () => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await opened.close();
  });

  async function open() {
    const database = await createDatabase();
    const { db, close } = openDatabase(database.url, 1);
    return { db, close: () => close().then(database.drop) };
  }

  /** Looks on as connections are asked something. @returns how much was asked of one at the same time, at most, and how much in all */
  function watch(): { most: number; all: number } {
    const seen = { most: 0, all: 0 };
    const open = new Map<object, number>();
    const query = pg.Client.prototype.query as (...words: unknown[]) => unknown;
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: object, ...words: unknown[]) {
      const now = (open.get(this) ?? 0) + 1;
      open.set(this, now);
      seen.most = Math.max(seen.most, now);
      seen.all += 1;
      const answer = query.apply(this, words);
      const end = () => void open.set(this, open.get(this)! - 1);
      if (answer instanceof Promise) answer.then(end, end);
      return answer as never;
    } as never);
    return seen;
  }

  it('asks its connection one thing at a time, though more is wanted meanwhile', async () => {
    const seen = watch();
    const numbers = await opened.db.$transaction((tx) =>
      Promise.all([1, 2, 3].map((number) => slow(tx, number))),
    );
    expect(numbers).toEqual([1, 2, 3]);
    expect(seen).toEqual({ most: 1, all: 5 }); // with its begin and its end
  });

  it('reads many relations of a row one by one', async () => {
    const data = { slug: 'sig', name: 'SIG', kind: 'sig', zone: 'UTC', digestSize: 3 } as const;
    const at = new Date('2026-11-20T08:00:00Z');
    await opened.db.group.create({ data: { ...data, topics: {}, createdAt: at } });
    const seen = watch();
    const group = await opened.db.$transaction((tx) =>
      tx.group.findFirstOrThrow({ include: { channels: true, roles: true, ideas: true, polls: true } }),
    );
    expect(group).toMatchObject({ slug: 'sig', channels: [], roles: [], ideas: [], polls: [] });
    expect(seen).toEqual({ most: 1, all: 7 });
  });

  it('fails as a whole when one of them fails, and leaves its connection to the next', async () => {
    const { db } = opened;
    const ends: string[] = [];
    const failed = db.$transaction(async (tx) => {
      const all = [slow(tx, 0), slow(tx, 1), slow(tx, 2)];
      for (const { status } of await Promise.allSettled(all)) ends.push(status);
      await Promise.all(all);
    });
    await expect(failed).rejects.toThrow('division by zero');
    expect(ends).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await db.$transaction((tx) => slow(tx, 3))).toBe(3);
  });
});

/** Answers with a number, slowly, but not with 0; Prisma itself puts in a row what it is asked in one tick, so it asks in another. */
async function slow(tx: Tx, number: number): Promise<number> {
  for (let ticks = 0; ticks < number; ticks += 1) await setImmediate();
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    SELECT ${number}::int / ${number}::int * ${number}::int AS number FROM pg_sleep(0.05)`;
  return row!.number;
}
