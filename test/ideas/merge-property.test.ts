import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { openDatabase } from '../../src/db.ts';
import { Refusal } from '../../src/errors.ts';
import { submitHandling } from '../../src/ideas/following/handle.ts';
import { mergeIdeas } from '../../src/ideas/following/merge.ts';
import { support } from '../../src/ideas/following/support.ts';
import { unmergeIdea } from '../../src/ideas/following/unmerge.ts';
import { supportOf } from '../../src/ideas/idea/store.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';
import { appOf } from './following.ts';
import { account, giveIdea } from './rows.ts';

let server: TestDatabase;
let app: App;
let close: () => Promise<void>;
const office = account('slack/U0OFFICE00');
beforeAll(async () => {
  server = await createDatabase();
  const opened = openDatabase(server.url, 12, 2 * net);
  close = opened.close;
  app = appOf({ db: opened.db, now: () => new Date('2026-11-23T09:00:00Z') });
  const base = {
    zone: 'Europe/London',
    digestDays: [],
    digestSize: 3,
    topics: {},
    keywords: [],
    createdAt: app.now(),
  };
  await app.db.group.create({ data: { ...base, slug: 'clinical-computing', name: 'One', kind: 'sig' } });
  const { id: groupId } = await app.db.group.create({
    data: { ...base, slug: 'office', name: 'Office', kind: 'office' },
  });
  const accounts = { create: { platform: 'slack', user: office.id } };
  await app.db.person.create({ data: { accounts, roles: { create: { groupId, kind: 'member' } } } });
});
afterAll(async () => {
  await close();
  await server.drop();
});

const ideas = 6;

/** What ought to be: who pressed where, what went where, and where each stood before. */
interface Model {
  supporters: Set<number>[];
  into: (number | null)[];
  states: string[];
}

function endIn({ into }: Model, one: number): number {
  const next = into[one];
  return next == null ? one : endIn({ into } as Model, next);
}

function supportIn(model: Model, one: number): number {
  const under = (at: number): number[] => [
    at,
    ...model.into.flatMap((to, from) => (to === at ? under(from) : [])),
  ];
  return new Set(under(one).flatMap((at) => [...model.supporters[at]!])).size;
}

/** Numbers from 0 to below `most`, the same for a seed (a linear congruential generator). */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * most);
  };
}

let acts = 0;
const act = () => ({ act: `a${++acts}`, channel: null });
const command = (name: string, words: string) => ({
  kind: 'command' as const,
  ...act(),
  person: office,
  name,
  words,
});
const isDone = (deed: Promise<unknown>) =>
  deed.then(
    () => true,
    (error) => {
      if (error instanceof Refusal) return false;
      throw error;
    },
  );

async function press(id: number, person: number): Promise<boolean> {
  const post = { platform: 'slack', channel: 'C1', id: '1', url: 'https://chat.test/1' };
  const who = account(`slack/U${person}`);
  return isDone(support(app, { kind: 'press', ...act(), person: who, id: `support:${id}`, post }));
}

describe('merging and parting in any order', () => {
  it.each([1, 2, 3])('unites supporters, and gives everything back (seed %i)', async (seed) => {
    const roll = dice(seed);
    const rows: { id: number; number: number | null }[] = [];
    for (let one = 0; one < ideas; one += 1)
      rows.push(await giveIdea(app.db, { title: `Idea ${one}`, text: `Words ${one}` }));
    const model: Model = {
      supporters: rows.map(() => new Set()),
      into: rows.map(() => null),
      states: rows.map(() => 'received'),
    };

    async function agrees(): Promise<void> {
      for (const [one, { id }] of rows.entries()) {
        const row = await app.db.idea.findUniqueOrThrow({ where: { id } });
        const to = model.into[one] ?? null;
        expect([one, row.title, row.text, await supportOf(app.db, id), row.state, row.mergedId]).toEqual([
          one,
          `Idea ${one}`,
          `Words ${one}`,
          supportIn(model, one),
          to === null ? model.states[one] : 'merged',
          to === null ? null : rows[to]!.id,
        ]);
      }
    }

    async function part(one: number): Promise<void> {
      const done = await isDone(unmergeIdea(app, command('idea', `${rows[one]!.number}`)));
      expect(done).toBe(model.into[one] !== null);
      model.into[one] = null;
    }

    async function step(): Promise<void> {
      const [what, one, other] = [roll(10), roll(ideas), roll(ideas)];
      const end = endIn(model, one);
      if (what < 4) {
        const person = roll(8);
        expect(await press(rows[one]!.id, person)).toBe(true);
        model.supporters[end]!.add(person);
      } else if (what < 5) {
        const state = ['looking', 'planned'][roll(2)]!;
        const id = `handle:${rows[one]!.id}`;
        const fields = { state, reason: '' };
        const done = await isDone(
          submitHandling(app, { kind: 'submission', ...act(), person: office, id, fields }),
        );
        expect(done).toBe(model.into[one] === null);
        if (done) model.states[one] = state;
      } else if (what < 8) {
        const to = endIn(model, other);
        const words = `IDEA-${rows[one]!.number} into ${rows[other]!.number}`;
        const done = await isDone(mergeIdeas(app, command('idea', words)));
        expect(done).toBe(model.into[one] === null && to !== one);
        if (done) model.into[one] = to;
      } else await part(one);
    }

    for (let steps = 0; steps < 25; steps += 1) {
      await step();
      if (steps % 4 === 0) await agrees();
    }
    await agrees();
    for (let one = 0; one < ideas; one += 1) await part(one);
    await agrees();
  });

  it('makes no circle of two that are merged with each other at once', async () => {
    for (let times = 0; times < 5; times += 1) {
      const [a, b] = [await giveIdea(app.db, { title: 'A' }), await giveIdea(app.db, { title: 'B' })];
      const done = await Promise.all([
        isDone(mergeIdeas(app, command('idea', `${a.number} ${b.number}`))),
        isDone(mergeIdeas(app, command('idea', `${b.number} into #${a.number}`))),
      ]);
      expect(done.filter(Boolean)).toHaveLength(1);
    }
  });
});
