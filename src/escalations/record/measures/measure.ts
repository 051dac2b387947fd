import { type Day, dayIn } from '../../../time.ts';
import { workingDaysBetween } from '../../../working-days.ts';
import type { Clocks } from '../../theme/clocks.ts';
import type { State } from '../../theme/theme.ts';
import { acknowledged, firstDecision } from '../history.ts';
import type { Change } from '../read.ts';

/** What is measured of a theme. */
export interface Raised {
  state: State;
  raisedAt: Date;
  changes: readonly Pick<Change, 'act' | 'state' | 'at'>[];
}

/** How long a step took, and whether in time. */
export interface Timed {
  /** Working days, the middle of all; null where there is none. */
  median: number | null;
  /** Themes that took the step. */
  of: number;
  /** Themes that took it within the clock. */
  inTime: number;
  /** Themes of which that can be said: they took it, or the clock has run out. */
  judged: number;
}

export interface Figures {
  /** Raised. */
  themes: number;
  acknowledge: Timed;
  decide: Timed;
  /** Where the council's answer stands: decided, under way, done, declined or parked. */
  answered: number;
}

const answers: readonly State[] = ['decided', 'acting', 'done', 'declined', 'parked'];

/**
 * The figures of some themes.
 * @param today a local day in the council's zone: what has run out until then is late
 */
export function measure(
  themes: readonly Raised[],
  clocks: Pick<Clocks, 'acknowledge' | 'decide'>,
  today: Day,
  zone: string,
): Figures {
  return {
    themes: themes.length,
    acknowledge: timed(
      themes.map((theme) => toAcknowledge(theme, today, zone)),
      clocks.acknowledge,
    ),
    decide: timed(
      themes.map((theme) => toDecide(theme, today, zone)),
      clocks.decide,
    ),
    answered: themes.filter(({ state }) => answers.includes(state)).length,
  };
}

/** Working days so far. */
interface Span {
  days: number;
  /** The step was taken: it stays at these days. */
  done: boolean;
}

/** From raising to the first act of the council. */
function toAcknowledge({ raisedAt, changes }: Raised, today: Day, zone: string): Span {
  const first = acknowledged(changes);
  const until = first ? dayIn(zone, first.at) : today;
  return { days: workingDaysBetween(dayIn(zone, raisedAt), until, zone), done: first !== undefined };
}

/** From raising to the first decision, less the days on which the council waited for an answer: its clock stood still (step.ts). */
function toDecide({ raisedAt, changes }: Raised, today: Day, zone: string): Span {
  const first = firstDecision(changes);
  const until = first ? dayIn(zone, first.at) : today;
  const days = workingDaysBetween(dayIn(zone, raisedAt), until, zone);
  return { days: days - waited(changes, first, until, zone), done: first !== undefined };
}

function waited(
  changes: Raised['changes'],
  decision: Raised['changes'][number] | undefined,
  until: Day,
  zone: string,
): number {
  const before = decision ? changes.slice(0, changes.indexOf(decision)) : changes;
  let asked: Day | null = null;
  let days = 0;
  for (const { state, at } of before) {
    if (state === 'asked') asked ??= dayIn(zone, at);
    else if (asked !== null) {
      days += workingDaysBetween(asked, dayIn(zone, at), zone);
      asked = null;
    }
  }
  return asked === null ? days : days + workingDaysBetween(asked, until, zone);
}

function timed(spans: readonly Span[], clock: number): Timed {
  const done = spans.filter((span) => span.done).map(({ days }) => days);
  const late = spans.filter((span) => !span.done && span.days > clock).length;
  return {
    median: median(done),
    of: done.length,
    inTime: done.filter((days) => days <= clock).length,
    judged: done.length + late,
  };
}

/** The middle one, or half-way between the middle two; null of none. */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (sorted[half - 1]! + upper) / 2;
}
