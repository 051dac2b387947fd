import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clocks, firstReminder, reminderIn, USUAL_CLOCKS } from '../../src/escalations/theme/clocks.ts';
import { type ChangeKind, may, raised, type Status, step } from '../../src/escalations/theme/step.ts';
import type { State } from '../../src/escalations/theme/theme.ts';
import { dayIn } from '../../src/time.ts';
import { isWorking, london, plus, workingDays } from './calendar.ts';
import { acts, type Done, follow, leads, move, start, states, tried } from './graph.ts';

const zone = 'Europe/London';
const clocks: fc.Arbitrary<Clocks> = fc.oneof(
  fc.constant(USUAL_CLOCKS),
  fc.record({
    acknowledge: fc.integer({ min: 1, max: 9 }),
    decide: fc.integer({ min: 1, max: 9 }),
    answer: fc.integer({ min: 1, max: 9 }),
    report: fc.integer({ min: 1, max: 9 }),
    overdue: fc.integer({ min: 1, max: 9 }),
  }),
);

describe('the state machine of a theme', () => {
  it('opens exactly the ways that were written down', () => {
    const day = '2026-11-23';
    const standing = { ...raised(day, USUAL_CLOCKS, zone), left: null };
    for (const state of states)
      for (const act of acts) {
        expect(may(act, state), `${act} when ${state}`).toBe(leads(state, act) !== undefined);
        const next = step({ ...standing, state }, act, day, USUAL_CLOCKS, zone, '2026-12-01');
        expect(next?.state, `${act} when ${state}`).toBe(leads(state, act));
      }
    expect(states.every((state) => !may('raise', state))).toBe(true);
  });

  it('is parked until a day to come, not until today or for good', () => {
    const standing = raised('2026-11-23', USUAL_CLOCKS, zone);
    const park = (review?: string) => step(standing, 'park', '2026-11-23', USUAL_CLOCKS, zone, review);
    expect([park(), park('2026-11-22'), park('2026-11-23')]).toEqual([null, null, null]);
    expect(park('2026-11-24')).toMatchObject({ state: 'parked', dueDay: '2026-11-24' });
  });

  it('is never where it may not be, and never out of sight, whatever is pressed and however the clock goes', () => {
    const reached = new Set<State>();
    fc.assert(
      fc.property(clocks, start, fc.array(move, { maxLength: 40 }), (given, minute, moves) => {
        let at = new Date(minute * 60_000);
        let now = raised(london(at)[0], given, zone);
        expect(workingDays(london(at)[0], now.decideBy)).toBe(given.decide);
        let remindAt = firstReminder(now.state, now.dueDay!, london(at)[0], zone);
        const history: ChangeKind[] = ['raise'];
        const stood: State[] = ['raised'];
        let last: Done = 'join';
        for (const one of moves) {
          if (one.kind === 'clock') {
            at = new Date(at.getTime() + one.minutes * 60_000);
            continue;
          }
          const { act, review } = tried(one, last, stood);
          last = act;
          const [today] = london(at);
          expect(dayIn(zone, at)).toBe(today);
          const next = step(now, act, today, given, zone, plus(today, review));
          const expected = act === 'park' && review <= 0 ? undefined : leads(now.state, act);
          expect(next?.state).toBe(expected);
          if (!next) continue;
          checkClocks(now, act, next, today, given, review);
          if (next.dueDay !== null && (next.dueDay !== now.dueDay || next.state !== now.state)) {
            remindAt = firstReminder(next.state, next.dueDay, today, zone);
            checkReminder(next, remindAt, today);
          }
          now = next;
          reached.add(now.state);
          history.push(act);
          stood.push(next.state);
        }
        expect(follow(history)).toBe(now.state);
        // From here on nothing happens any more: it is brought to mind again and again.
        for (let times = 0; now.dueDay !== null && times < 3; times += 1) {
          const next = reminderIn(london(remindAt)[0], given.overdue, zone);
          expect(workingDays(london(remindAt)[0], london(next)[0])).toBe(given.overdue);
          expect(london(next)[1]).toBe('10:00');
          remindAt = next;
        }
      }),
      { numRuns: 400 },
    );
    expect([...reached].sort()).toEqual([...states].sort());
  });
});

/** What an act must have done to the clocks, counted with a calendar of the test's own. */
function checkClocks(
  before: Status,
  act: Done,
  after: Status,
  today: string,
  given: Clocks,
  review: number,
): void {
  expect(after.dueDay === null).toBe(after.state === 'done' || after.state === 'declined');
  expect(after.left !== null).toBe(after.state === 'asked');
  const left = ({ decideBy }: Status) => workingDays(today, decideBy);
  const due = after.dueDay === null ? null : workingDays(today, after.dueDay);
  if (after.state === 'taken') expect(after.dueDay).toBe(after.decideBy);
  if (act === 'join') expect(after).toEqual(before);
  // Who asks again does not get back the days between; an answer gives exactly those that were left, also when they were none.
  if (act === 'ask') expect(after.left).toBe(before.left ?? left(before));
  if (act === 'answer' && before.state === 'asked') expect(left(after)).toBe(before.left);
  if (act === 'answer' && before.state === 'taken') expect(after).toEqual(before);
  if (act === 'take' && before.state === 'raised') expect(after.decideBy).toBe(before.decideBy);
  if (act === 'take' && ['parked', 'done', 'declined'].includes(before.state))
    expect(left(after)).toBe(given.decide);
  if (act === 'take' && after.state === before.state) expect(after).toEqual(before);
  if (act === 'ask') expect(due).toBe(given.answer);
  if (['decide', 'hand', 'report'].includes(act)) expect(due).toBe(given.report);
  if (act === 'park') expect(after.dueDay).toBe(plus(today, review));
}

/** Ten o'clock on the first working morning on which it is late, or, of a parked one, on which it was to be reviewed. */
function checkReminder({ state, dueDay }: Status, remindAt: Date, today: string): void {
  const [day, time] = london(remindAt);
  expect(time).toBe('10:00');
  expect(isWorking(day)).toBe(true);
  const parked = state === 'parked';
  expect(parked ? day >= dueDay! : day > dueDay!).toBe(true);
  expect(day > today).toBe(true);
  const from = parked ? plus(dueDay!, -1) : dueDay!;
  expect(workingDays(from > today ? from : today, day)).toBe(1);
}
