import type { Query } from './labelled.ts';

/** A place in the corpus, and how like the query it was said to be. */
export interface Found {
  place: number;
  score: number;
}

/** What was found for each query, best first, three at most. */
export type Answers = ReadonlyMap<Query, readonly Found[]>;

export interface Measure {
  queries: number;
  /** Truly similar pairs there are. */
  pairs: number;
  shown: number;
  right: number;
  /** Of what was shown, how much was right. */
  precision: Share;
  /** Of what is truly similar, how much was shown. Nothing has more than three, so all of it could be. */
  recall: Share;
}

/** From 0 to 1, and where it lies with 95 % confidence. */
export interface Share {
  share: number;
  low: number;
  high: number;
}

/** Precision@3 and recall@3 over all pairs together, of those queries that are in `half`; null for all. */
export function measure(answers: Answers, half: Query['half'] | null): Measure {
  const rows = rowsOf(
    [...answers].filter(([query]) => half === null || query.half === half),
    0,
  );
  const share = (what: 'shown' | 'pairs'): Share => {
    const ratio = (of: readonly Row[]) => sum(of, 'right') / (sum(of, what) || 1);
    const drawn = draws(rows)
      .map(ratio)
      .sort((a, b) => a - b);
    return {
      share: ratio(rows),
      low: drawn[Math.floor(0.025 * times)]!,
      high: drawn[Math.ceil(0.975 * times) - 1]!,
    };
  };
  return {
    queries: rows.length,
    pairs: sum(rows, 'pairs'),
    shown: sum(rows, 'shown'),
    right: sum(rows, 'right'),
    precision: share('shown'),
    recall: share('pairs'),
  };
}

/** The threshold at which precision and recall of the half for tuning balance best (F1, their harmonic mean). */
export function bestLeast(answers: Answers): number {
  const tuned = [...answers].filter(([{ half }]) => half === 'tuned');
  const steps = Array.from({ length: 150 }, (_, step) => step / 100);
  const balance = (least: number) => {
    const rows = rowsOf(tuned, least);
    // The same as 2PR / (P + R).
    return (2 * sum(rows, 'right')) / (sum(rows, 'shown') + sum(rows, 'pairs'));
  };
  return steps.reduce((best, least) => (balance(least) > balance(best) ? least : best));
}

/** The same answers, without those that are less like the query. */
export function atLeast(answers: Answers, least: number): Answers {
  return new Map([...answers].map(([query, found]) => [query, found.filter(({ score }) => score >= least)]));
}

function rowsOf(answers: readonly (readonly [Query, readonly Found[]])[], least: number): Row[] {
  return answers.map(([{ similar }, found]) => {
    const shown = found.filter(({ score }) => score >= least);
    return {
      pairs: similar.size,
      shown: shown.length,
      right: shown.filter(({ place }) => similar.has(place)).length,
    };
  });
}

function sum(rows: readonly Row[], what: keyof Row): number {
  return rows.reduce((all, row) => all + row[what], 0);
}

type Row = { pairs: number; shown: number; right: number };

const times = 2000;

/** Bootstrap: as many queries drawn again and again with repetition. What is found for one query hangs together, so queries are drawn, not pairs. */
function draws(rows: readonly Row[]): Row[][] {
  const random = mulberry32(1);
  return Array.from({ length: times }, () => rows.map(() => rows[Math.floor(random() * rows.length)]!));
}

/** Tommy Ettinger's generator, public domain: the same numbers at each run. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
