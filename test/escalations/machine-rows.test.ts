import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { apply } from '../../src/community/apply.ts';
import { parseCommunity } from '../../src/community/file.ts';
import { openDatabase } from '../../src/db.ts';
import { showing } from '../../src/delivery/subject.ts';
import { Refusal } from '../../src/errors.ts';
import { change } from '../../src/escalations/theme/change.ts';
import { USUAL_CLOCKS } from '../../src/escalations/theme/clocks.ts';
import { type ChangeKind, raised, step } from '../../src/escalations/theme/step.ts';
import { findTheme, lockTheme } from '../../src/escalations/theme/store.ts';
import type { State } from '../../src/escalations/theme/theme.ts';
import { remindOverdue } from '../../src/escalations/watching/overdue.ts';
import { createLog } from '../../src/log.ts';
import { topicIds } from '../../src/taxonomy/topics.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import type { RunningApp } from '../support/open-app.ts';
import { net } from '../support/until.ts';
import { london, plus } from './calendar.ts';
import { communityWith } from './community.ts';
import { acts, type Done, follow, leads, move, start, tried } from './graph.ts';
import { seedTheme } from './raising.ts';

const zone = 'Europe/London';
let database: TestDatabase;
let close: () => Promise<void>;
let at = new Date('2026-11-20T09:00:00Z');
let app: App;
let by: { id: number; name: string; platform: string; user: string };
beforeAll(async () => {
  database = await createDatabase();
  const opened = openDatabase(database.url, 4, 2 * net);
  close = opened.close;
  app = { db: opened.db, now: () => at, log: createLog('silent', []), secret: 'x', wake: () => undefined };
  const known = { topics: topicIds, platforms: ['slack', 'discord'] };
  await apply(app, parseCommunity(communityWith(), 'community.yaml', known));
  const cat = await app.db.person.findFirstOrThrow({ where: { slug: 'cat' } });
  by = { id: cat.id, name: 'Cat Fraser', platform: 'slack', user: 'U0CAT00001' };
});
afterAll(async () => {
  await close();
  await database.drop();
});

const rowOf = (id: number) => findTheme(app.db, id);
const seed = async () => (await seedTheme(app as unknown as RunningApp)).id;

/** @returns was it accepted */
async function attempt(id: number, act: ChangeKind, review: number): Promise<boolean> {
  const day = act === 'park' ? plus(london(at)[0], review) : null;
  try {
    await app.db.$transaction(async (tx) => change(tx, app, await lockTheme(tx, id), { act, by, day }));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** How a theme must stand after its history, by the pure machine; that in turn is tested against words. */
function replayed(changes: readonly { act: ChangeKind; at: Date; day: string | null }[]) {
  const [first, ...rest] = changes;
  return rest.reduce(
    (now, one) =>
      step(now, one.act as Done, london(one.at)[0], USUAL_CLOCKS, zone, one.day ?? undefined) ??
      expect.fail(`${one.act} happened to a theme that was ${now.state}`),
    raised(london(first!.at)[0], USUAL_CLOCKS, zone),
  );
}

async function check(id: number, history: readonly ChangeKind[]): Promise<State> {
  const theme = await rowOf(id);
  const { state, dueDay, decideBy, left, remindAt, changes } = theme;
  expect(changes.map(({ act }) => act)).toEqual(history);
  expect(state).toBe(follow(history));
  expect(changes.map((one, index) => one.state === follow(history.slice(0, index + 1)))).not.toContain(false);
  expect({ state, dueDay, decideBy, left }).toEqual(replayed(changes));
  const ended = state === 'done' || state === 'declined';
  expect([dueDay === null, remindAt === null]).toEqual([ended, ended]);
  if (remindAt) {
    const [day] = london(remindAt);
    expect(state === 'parked' ? day >= dueDay! : day > dueDay!).toBe(true);
  }
  return state as State;
}

describe('a theme in the database', () => {
  it('obeys the machine, tells each change once, and is always watched', async () => {
    const property = fc.asyncProperty(
      start,
      fc.array(move, { minLength: 4, maxLength: 16 }),
      async (minute, moves) => {
        at = new Date(minute * 60_000);
        const id = await seed();
        const history: ChangeKind[] = ['raise'];
        const stood: State[] = ['raised'];
        let last: Done = 'take';
        for (const one of moves) {
          if (one.kind === 'clock') {
            at = new Date(at.getTime() + one.minutes * 60_000);
            await remindOverdue(app);
            const { remindAt } = await rowOf(id);
            expect(remindAt === null || remindAt > at).toBe(true);
            continue;
          }
          const { act, review } = tried(one, last, stood);
          last = act;
          const may = leads(stood.at(-1)!, act) !== undefined && (act !== 'park' || review > 0);
          expect(await attempt(id, act, review)).toBe(may);
          if (may) history.push(act);
          stood.push(await check(id, history));
        }
        const told = await app.db.delivery.groupBy({
          by: ['platform', 'channel'],
          where: { subjectKind: 'theme', subjectId: id, page: null, person: null },
          _count: true,
        });
        expect(told.map(({ _count }) => _count)).toEqual([history.length, history.length]);
        expect(await app.db.delivery.count({ where: showing({ kind: 'theme', id }) })).toBe(1);
        // It is no longer in the way of the next.
        await app.db.theme.updateMany({
          where: { id },
          data: { state: 'done', dueDay: null, remindAt: null },
        });
      },
    );
    await fc.assert(property, { numRuns: 6, endOnFailure: true });
  });

  it('is changed by one after the other, when two press at once', async () => {
    at = new Date('2026-11-20T09:00:00Z');
    const act = fc.constantFrom(...acts);
    const property = fc.asyncProperty(
      fc.array(fc.tuple(act, act), { minLength: 6, maxLength: 6 }),
      async (pairs) => {
        const id = await seed();
        const history: ChangeKind[] = ['raise'];
        for (const [one, other] of pairs) {
          const before = follow(history);
          const done = await Promise.all([attempt(id, one, 7), attempt(id, other, 7)]);
          const { changes } = await rowOf(id);
          const added = changes.slice(history.length).map((change) => change.act as Done);
          expect(added.length).toBe(done.filter(Boolean).length);
          // Who was refused could not have done it: neither before, nor after the other.
          const orders = [
            [one, other],
            [other, one],
          ] as const;
          expect(orders.map((order) => through(before, order).join())).toContain(added.join());
          history.push(...added);
          await check(id, history);
        }
      },
    );
    await fc.assert(property, { numRuns: 3, endOnFailure: true });
  });

  it('cannot lose its clock or its history, whoever writes to it', async () => {
    const id = await seed();
    const { db } = app;
    await expect(db.theme.update({ where: { id }, data: { dueDay: null, remindAt: null } })).rejects.toThrow(
      'theme_watched',
    );
    await expect(db.theme.update({ where: { id }, data: { remindAt: null } })).rejects.toThrow(
      'theme_watched',
    );
    await expect(db.theme.update({ where: { id }, data: { state: 'done' } })).rejects.toThrow(
      'theme_watched',
    );
    const never = 'the history of a theme is never edited';
    const where = { themeId: id };
    await expect(db.themeChange.updateMany({ where, data: { words: 'Otherwise' } })).rejects.toThrow(never);
    await expect(db.themeChange.updateMany({ where, data: { state: 'done' } })).rejects.toThrow(never);
    await expect(db.themeChange.updateMany({ where, data: { at: new Date(0) } })).rejects.toThrow(never);
    await expect(db.themeChange.deleteMany({ where })).rejects.toThrow(never);
    await expect(db.theme.delete({ where: { id } })).rejects.toThrow();
    await check(id, ['raise']);
    // Who did it may be forgotten.
    await db.themeChange.updateMany({ where, data: { byId: null, by: 'Somebody' } });
    await check(id, ['raise']);
  });
});

/** Those of the acts that are done, tried in this order. */
function through(from: State, order: readonly Done[]): Done[] {
  let state = from;
  return order.filter((act) => {
    const next = leads(state, act);
    state = next ?? state;
    return next !== undefined;
  });
}
