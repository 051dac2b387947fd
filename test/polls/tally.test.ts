import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedChoices } from '../../src/polls/answering/linked-ballots.ts';
import { FEWEST_SHOWN, shownPlaces, tally } from '../../src/polls/tally.ts';

const options = [1, 2, 3, 4];
const vote = fc.record({
  place: fc.constantFrom('a', 'b', 'c'),
  choices: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 }),
});

describe('the tally', () => {
  it('counts every person once an option, whatever the order of the votes', () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 40 }), fc.integer(), (votes, seed) => {
        const { answers, counts } = tally(votes, options);
        expect(answers).toBe(votes.filter(({ choices }) => choices.some((one) => one <= 4)).length);
        for (const option of options)
          expect(counts.get(option)).toBe(votes.filter(({ choices }) => choices.includes(option)).length);
        expect([...counts.keys()]).toEqual(options);
        const other = votes
          .map((one, at) => ({ one, at: (at * 7919 + seed) % 31 }))
          .sort((a, b) => a.at - b.at);
        expect(
          tally(
            other.map(({ one }) => one),
            options,
          ),
        ).toEqual({ answers, counts });
      }),
    );
  });

  it('is nothing of nothing', () => {
    expect(tally([], options)).toEqual({ answers: 0, counts: new Map(options.map((id) => [id, 0])) });
    expect(tally([{ place: 'a', choices: [] }], options).answers).toBe(0);
  });
});

describe('the places that are shown', () => {
  const places = fc
    .dictionary(fc.stringMatching(/^[a-h]$/), fc.nat(9))
    .map((record) => new Map(Object.entries(record)));

  it('are such that no sum or difference with the total is of 1 to 4 answers', () => {
    fc.assert(
      fc.property(places, (answers) => {
        const shown = shownPlaces(answers);
        const total = [...answers.values()].reduce((sum, count) => sum + count, 0);
        // What is shown at all: a total of fewer is not.
        fc.pre(total >= FEWEST_SHOWN);
        for (const some of subsets([...shown])) {
          const sum = some.reduce((all, place) => all + answers.get(place)!, 0);
          for (const figure of [sum, total - sum]) expect(figure === 0 || figure >= FEWEST_SHOWN).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are as many as that allows', () => {
    expect(shownPlaces(new Map([['a', 5]]))).toEqual(new Set(['a']));
    expect(shownPlaces(new Map(Object.entries({ a: 5, b: 9, c: 0 })))).toEqual(new Set(['a', 'b']));
    expect(shownPlaces(new Map(Object.entries({ a: 4, b: 9, c: 8 })))).toEqual(new Set(['b']));
    expect(shownPlaces(new Map(Object.entries({ a: 3, b: 2, c: 8 })))).toEqual(new Set(['c']));
  });
});

describe('two answers of one person', () => {
  const ballot = fc.record({
    voter: fc.stringMatching(/^[a-z]{8}$/),
    place: fc.constantFrom('a', 'b'),
    choices: fc.subarray(options),
    shown: fc.subarray(options),
  });

  it('become one of them, always the same', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ballot, { minLength: 1, maxLength: 3, selector: ({ voter }) => voter }),
        (ballots) => {
          const one = mergedChoices(ballots)!;
          const answers = ballots.filter(({ choices }) => choices.length > 0);
          expect(one.choices).toEqual(answers[0]?.choices ?? []);
          const seen = ballots.find(({ shown }) => shown.length > 0);
          if (seen) expect(one.voter).toBe(seen.voter);
          const after = ballots.map((old) => ({
            ...old,
            choices: old.voter === one.voter ? one.choices : [],
          }));
          expect(mergedChoices(after)).toMatchObject({ voter: one.voter, choices: one.choices });
        },
      ),
    );
    expect(mergedChoices([])).toBeNull();
  });
});

function subsets<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((set) => [set, [first, ...set]]);
}
