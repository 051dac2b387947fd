import type { Day } from '../../time.ts';
import { addWorkingDays } from '../../working-days.ts';
import { type Clocks, daysLeft, dayWith } from './clocks.ts';
import type { State } from './theme.ts';

/** What can happen to a theme. */
export type ChangeKind =
  | 'raise'
  | 'join'
  | 'take'
  | 'ask'
  | 'answer'
  | 'decide'
  | 'decline'
  | 'park'
  | 'hand'
  | 'report'
  | 'finish';

/** Where a theme is, and what watches it. Days are local ones of the council. */
export interface Status {
  state: State;
  /** Until when the next thing is to happen; null at the end, and only there. */
  dueDay: Day | null;
  /** Until when the council is to decide. */
  decideBy: Day;
  /** Working days left to decide, while the council waits for an answer: below zero when it was late already. Null otherwise. */
  left: number | null;
}

/** From which states an act leads where. What is not here cannot be done. */
const ways: Readonly<Record<Exclude<ChangeKind, 'raise'>, Partial<Readonly<Record<State, State>>>>> = {
  join: { raised: 'raised', taken: 'taken', asked: 'asked', parked: 'parked' },
  // Taking what somebody else has hands it over; taking what was ended takes it up again.
  take: {
    raised: 'taken',
    taken: 'taken',
    asked: 'asked',
    decided: 'decided',
    acting: 'acting',
    parked: 'taken',
    declined: 'taken',
    done: 'taken',
  },
  ask: { raised: 'asked', taken: 'asked', asked: 'asked' },
  // The first answer starts the clock again; more may come until it is decided.
  answer: { asked: 'taken', taken: 'taken' },
  decide: { raised: 'decided', taken: 'decided', asked: 'decided', parked: 'decided', decided: 'decided' },
  decline: {
    raised: 'declined',
    taken: 'declined',
    asked: 'declined',
    parked: 'declined',
    decided: 'declined',
    acting: 'declined',
  },
  park: { raised: 'parked', taken: 'parked', asked: 'parked', parked: 'parked', decided: 'parked' },
  hand: { raised: 'acting', taken: 'acting', asked: 'acting', decided: 'acting', acting: 'acting' },
  report: { decided: 'acting', acting: 'acting' },
  finish: { decided: 'done', acting: 'done' },
};

/** May this happen to a theme in this state? */
export function may(act: ChangeKind, state: State): boolean {
  return act !== 'raise' && ways[act][state] !== undefined;
}

/** How a theme stands that was raised on this day. */
export function raised(today: Day, clocks: Clocks, zone: string): Status {
  return {
    state: 'raised',
    dueDay: addWorkingDays(today, clocks.acknowledge, zone),
    decideBy: addWorkingDays(today, clocks.decide, zone),
    left: null,
  };
}

/**
 * How a theme stands after an act on this day; null when that cannot be done where it is.
 * @param review when it is looked at again: of `park`, and needed there
 */
export function step(
  now: Status,
  act: Exclude<ChangeKind, 'raise'>,
  today: Day,
  clocks: Clocks,
  zone: string,
  review?: Day,
): Status | null {
  const state = ways[act][now.state];
  if (state === undefined) return null;
  const moved = { ...now, state };
  const inDays = (count: number) => addWorkingDays(today, count, zone);
  switch (act) {
    case 'join':
      return moved;
    case 'take': {
      if (state !== 'taken' || now.state === 'taken') return moved;
      const decideBy = now.state === 'raised' ? now.decideBy : inDays(clocks.decide);
      return { ...moved, decideBy, dueDay: decideBy, left: null };
    }
    case 'ask':
      return {
        ...moved,
        dueDay: inDays(clocks.answer),
        left: now.left ?? daysLeft(today, now.decideBy, zone),
      };
    case 'answer': {
      if (now.state !== 'asked') return moved;
      const decideBy = dayWith(now.left ?? 0, today, zone);
      return { ...moved, decideBy, dueDay: decideBy, left: null };
    }
    case 'park':
      if (review === undefined || review <= today) return null;
      return { ...moved, dueDay: review, left: null };
    case 'decide':
    case 'hand':
    case 'report':
      return { ...moved, dueDay: inDays(clocks.report), left: null };
    case 'decline':
    case 'finish':
      return { ...moved, dueDay: null, left: null };
  }
}
