import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asked, Evidence, Figure } from '../../src/polls/needs/evidence.ts';
import { rank } from '../../src/polls/needs/rank.ts';
import { askersOf } from '../../src/polls/needs/tell.ts';
import { FEWEST_SHOWN, shownPlaces } from '../../src/polls/tally.ts';

/** By poll, by group: what each of its people said, true for wanting it. The people of a group are numbered, and answer again and again. */
type World = Map<number, boolean>[][];

const groups = 4;
const people = fc.map(fc.nat({ max: 11 }), fc.boolean(), { maxKeys: 12 });
const world: fc.Arbitrary<World> = fc.array(
  fc.array(fc.oneof({ weight: 3, arbitrary: people }, fc.constant(new Map<number, boolean>())), {
    minLength: groups,
    maxLength: groups,
  }),
  { maxLength: 5 },
);

function figure(said: readonly Map<number, boolean>[]): Figure {
  const all = said.flatMap((one) => [...one.values()]);
  return { answers: all.length, people: null, chosen: all.filter(Boolean).length };
}

/** Polls as they are closed: groups that gave nothing were asked by every other poll, and what may not be shown is not. */
function close(said: World): Asked[] {
  return said.map((places, at) => {
    const answers = new Map(places.map((one, group) => [String(group), one.size]));
    const shown = shownPlaces(answers);
    const asked = places.flatMap((one, id) => (one.size > 0 || at % 2 === 0 ? [{ id, name: `G${id}` }] : []));
    return {
      poll: at + 1,
      previous: at > 0 ? at : null,
      question: 'Which?',
      zone: 'Europe/London',
      closedAt: new Date(Date.UTC(2026, at, 1)),
      groups: asked,
      all: figure(places),
      shown: new Map([...shown].map((id) => [Number(id), figure([places[Number(id)]!])])),
    };
  });
}

const evidenceOf = (asked: readonly Asked[]): Evidence => ({
  need: { id: 1, title: 'Edge AI', topic: null },
  marks: [],
  asked,
  levels: asked,
});

const scopes = [null, 0, 1, 2, 3];

describe('whatever was answered', () => {
  it('demand is of people, each once', () => {
    fc.assert(
      fc.property(world, (said) => {
        const wanting = new Set(
          said.flatMap((places) =>
            places.flatMap((one, group) =>
              [...one].flatMap(([who, wants]) => (wants ? `${group}/${who}` : [])),
            ),
          ),
        );
        const answering = new Set(
          said.flatMap((places) =>
            places.flatMap((one, group) => [...one.keys()].map((who) => `${group}/${who}`)),
          ),
        );
        const [found] = rank([evidenceOf(close(said))], null);
        expect(found?.demand.chosen ?? 0).toBeLessThanOrEqual(wanting.size);
        expect(found?.demand.answers ?? 0).toBeLessThanOrEqual(answering.size);
      }),
      { numRuns: 300 },
    );
  });

  it('nothing of fewer than five answers is shown', () => {
    fc.assert(
      fc.property(world, (said) => {
        for (const scope of scopes)
          for (const { demand, trend, urgency } of rank([evidenceOf(close(said))], scope))
            for (const shown of [demand, trend?.was, urgency])
              if (shown) expect(shown.answers).toBeGreaterThanOrEqual(FEWEST_SHOWN);
      }),
      { numRuns: 300 },
    );
  });

  it('groups that are only shown together hear of it together', () => {
    fc.assert(
      fc.property(world, (said) => {
        // Of one poll alone: with several, a group's newest decides.
        const [asked] = close(said.slice(0, 1));
        if (!asked) return;
        const told = new Set(askersOf({ asked: [asked] }));
        const hidden = asked.groups.filter(({ id }) => asked.groups.length > 1 && !asked.shown.has(id));
        expect(new Set(hidden.map(({ id }) => told.has(id))).size).toBeLessThanOrEqual(1);
        const asking = said[0]!.flatMap((one, id) => ([...one.values()].includes(true) ? id : []));
        if (asked.all.answers >= FEWEST_SHOWN) for (const id of asking) expect(told).toContain(id);
        else expect(told.size).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('the order of the rows does not matter', () => {
    const many = fc.array(world, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(many, fc.infiniteStream(fc.nat()), (worlds, dice) => {
        const needs = worlds.map((said, id): Evidence => {
          const evidence = evidenceOf(close(said));
          return { ...evidence, need: { id, title: `Need ${id % 3}`, topic: null } };
        });
        const mixed = shuffle(needs, dice).map((one) => ({ ...one, asked: shuffle(one.asked, dice) }));
        const names = (all: readonly Evidence[]) =>
          rank(all, null).map(({ evidence, demand }) => [evidence.need.id, demand]);
        expect(names(mixed)).toEqual(names(needs));
      }),
    );
  });
});

function shuffle<T>(items: readonly T[], dice: Iterator<number>): T[] {
  return items
    .map((item) => ({ item, at: dice.next().value as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
