import fc from 'fast-check';
import type { ChangeKind } from '../../src/escalations/theme/step.ts';
import type { State } from '../../src/escalations/theme/theme.ts';

/** What may happen to a theme, in words. Not taken from what is tested: a way that is opened or closed there has to be wanted here too. */
const ways = `
  Raised: a group may join it; it is taken, so being looked at; asked about; decided; declined; parked; or handed on, so under way.
    raised join raised, raised take taken, raised ask asked, raised decide decided, raised decline declined,
    raised park parked, raised hand acting
  Being looked at: the same; another may take it over; and a late answer still comes in.
    taken join taken, taken take taken, taken ask asked, taken answer taken, taken decide decided, taken decline declined,
    taken park parked, taken hand acting
  Waiting for an answer: who takes it waits on; there may be another question; nobody has to wait for the answer.
    asked join asked, asked take asked, asked ask asked, asked answer taken, asked decide decided, asked decline declined,
    asked park parked, asked hand acting
  Parked: somebody takes it up again, or it is decided as it lies; it may be parked for longer.
    parked join parked, parked take taken, parked decide decided, parked decline declined, parked park parked
  Decided: the decision may be changed, or carried out.
    decided take decided, decided decide decided, decided decline declined, decided park parked, decided hand acting,
    decided report acting, decided finish done
  Under way: reported on until it is done, or given up.
    acting take acting, acting decline declined, acting hand acting, acting report acting, acting finish done
  Done or declined: only taken up again.
    done take taken, declined take taken
`;

const arrows = new Map(
  [...ways.matchAll(/([a-z]+) ([a-z]+) ([a-z]+)(?=,|\n)/g)].map(([, from, act, to]) => [
    `${from} ${act}`,
    to as State,
  ]),
);

/** Where an act leads from a state; undefined where it is forbidden. */
export function leads(from: State, act: ChangeKind): State | undefined {
  return arrows.get(`${from} ${act}`);
}

/** Where a history has led. @throws Error when a step of it is forbidden */
export function follow(acts: readonly ChangeKind[]): State {
  if (acts[0] !== 'raise') throw new Error(`a history begins with raising, not with ${acts[0]}`);
  return acts.slice(1).reduce<State>((state, act) => {
    const next = leads(state, act);
    if (!next) throw new Error(`${act} happened to a theme that was ${state}`);
    return next;
  }, 'raised');
}

export const acts = [
  ...(['join', 'take', 'ask', 'answer', 'decide', 'decline', 'park', 'hand', 'report', 'finish'] as const),
];
export type Done = (typeof acts)[number];
export const states = [
  'raised',
  'taken',
  'asked',
  'decided',
  'acting',
  'done',
  'declined',
  'parked',
] as const;

/** Something that happens; `review`: of parking, how many days later it is looked at again. */
export type Move =
  | { kind: 'act'; act: Done; review: number }
  /** The platform delivers the same press again. */
  | { kind: 'again' }
  /** Somebody presses what an older card offered them. */
  | { kind: 'late'; back: number; which: number; review: number }
  | { kind: 'clock'; minutes: number };

const review = fc.integer({ min: -3, max: 60 });
export const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('act' as const), act: fc.constantFrom(...acts), review }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'again' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('late' as const), back: fc.nat(5), which: fc.nat(9), review }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      // Minutes, hours back, or days on.
      minutes: fc.oneof(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: -720, max: -1 }),
        fc.integer({ min: 600, max: 17_000 }),
      ),
    }),
  },
);

/** Days around which both clock changes, Christmas and Easter lie, at any minute. */
export const start = fc.integer({ min: Date.UTC(2026, 9, 19) / 60_000, max: Date.UTC(2027, 2, 28) / 60_000 });

/** The act that a move tries, given what was tried last and the states so far. */
export function tried(move: Move, last: Done, stood: readonly State[]): { act: Done; review: number } {
  if (move.kind === 'act') return move;
  if (move.kind !== 'late') return { act: last, review: 7 };
  const older = stood.at(-1 - move.back) ?? 'raised';
  const offered = acts.filter((act) => leads(older, act));
  return { act: offered[move.which % offered.length]!, review: move.review };
}
