import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELEASED_TOGETHER, released } from '../../src/polls/release.ts';
import { FEWEST_SHOWN } from '../../src/polls/tally.ts';

type Act = { who: number; choices: number[] };
/** Who chose what, of those who are in a figure. */
type Figure = ReadonlyMap<number, readonly number[]>;

const draw = fc.constant('draw' as const);
const answer = fc.record({
  who: fc.nat(24),
  choices: fc.subarray([1, 2, 3, 4], { minLength: 1, maxLength: 2 }),
});
const withdrawal = fc.record({ who: fc.nat(24), choices: fc.constant<number[]>([]) });
const chances = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));

/** Plays an open anonymous poll. @returns the figures that people saw, the first of nobody, and the final one */
function play(steps: readonly (Act | 'draw')[], chance: Iterator<number>) {
  const ballots = new Map<number, { choices: readonly number[]; shown: readonly number[] }>();
  const figure = (which: 'choices' | 'shown'): Figure =>
    new Map(
      [...ballots].map(([who, one]) => [who, one[which]] as const).filter(([, some]) => some.length > 0),
    );
  const seen = [figure('shown')];
  /** Answers that were taken back before they came into a figure. */
  let takenBack = 0;
  for (const step of steps) {
    if (step === 'draw') {
      const waiting = [...ballots].filter(
        ([, { choices, shown }]) => shown.length === 0 && choices.length > 0,
      );
      const names = waiting.map(([who]) => String(who));
      for (const who of released(names, () => chance.next().value).map(Number))
        ballots.set(who, { choices: ballots.get(who)!.choices, shown: ballots.get(who)!.choices });
      seen.push(figure('shown'));
      continue;
    }
    const { choices, shown } = ballots.get(step.who) ?? { choices: [], shown: [] };
    if (step.choices.length === 0 && choices.length > 0 && shown.length === 0) takenBack += 1;
    ballots.set(step.who, { choices: step.choices, shown });
  }
  return { seen, final: figure('choices'), takenBack };
}

/** How many people two figures say something else of. */
function apart(a: Figure, b: Figure): number {
  return [...new Set([...a.keys(), ...b.keys()])].filter((who) => `${a.get(who)}` !== `${b.get(who)}`).length;
}

describe('what is released while an anonymous poll is open', () => {
  it('lets no two figures be one to four people apart, however people change their minds', () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: answer },
        { weight: 1, arbitrary: withdrawal },
        { weight: 2, arbitrary: draw },
      ),
      { maxLength: 150 },
    );
    fc.assert(
      fc.property(steps, chances, (some, chance) => {
        const { seen, final, takenBack } = play(some, chance);
        for (const [at, figure] of seen.entries())
          for (const earlier of seen.slice(0, at)) {
            const people = apart(earlier, figure);
            expect(people === 0 || people >= FEWEST_SHOWN, `${people} apart`).toBe(true);
          }
        if (seen.at(-1)!.size > 0)
          expect(apart(seen.at(-1)!, final) + takenBack).toBeGreaterThanOrEqual(FEWEST_SHOWN);
      }),
      { numRuns: 300 },
    );
  });

  it('nor the final figure and any before it, where nobody takes an answer back', () => {
    const steps = fc.array(fc.oneof({ weight: 5, arbitrary: answer }, { weight: 1, arbitrary: draw }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, chances, (some, chance) => {
        // Drawn last of all: as little as can be is held back when it closes.
        const { seen, final } = play(firstAnswers([...some, 'draw']), chance);
        // Before the first figure there is nothing to compare; of so few answers in all nothing is shown (close.ts).
        for (const figure of seen.filter(({ size }) => size > 0))
          expect(apart(figure, final)).toBeGreaterThanOrEqual(FEWEST_SHOWN);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing of fewer than ten, and all but five of more, by chance', () => {
    const names = (count: number) => Array.from({ length: count }, (_, at) => `voter ${at}`);
    expect(released(names(RELEASED_TOGETHER - 1), Math.random)).toEqual([]);
    expect(released(names(RELEASED_TOGETHER), Math.random)).toHaveLength(5);
    expect(released(names(40), Math.random)).toHaveLength(35);
    let at = 0;
    const falling = () => {
      at += 1;
      return 1 - at / 100;
    };
    expect(new Set(released(names(12), falling))).toEqual(new Set(names(7)));
  });
});

/** Only what each does first. */
function firstAnswers(steps: readonly (Act | 'draw')[]): (Act | 'draw')[] {
  const known = new Set<number>();
  return steps.filter((step) => {
    if (step === 'draw') return true;
    const first = !known.has(step.who);
    known.add(step.who);
    return first;
  });
}
