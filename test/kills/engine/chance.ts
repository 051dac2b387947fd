/** Chance that can be repeated: the same seed gives the same run of draws. */
export interface Chance {
  /** From 0 up to, not with, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(among: readonly T[]): T;
  /** True about so often, from 0 to 1. */
  often(share: number): boolean;
}

/** Mulberry32, a generator of 32 bits by Tommy Ettinger (public domain). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: (among) => among[between(0, among.length - 1)]!,
    often: (share) => next() < share,
  };
}
