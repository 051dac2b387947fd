const DISCORD_EPOCH = 1_420_070_400_000n;

/**
 * A source of ids that carry their time in milliseconds (reference#snowflakes) and always rise, also when the clock stands
 * still or goes back: Discord's paging depends on that order.
 */
export function createSnowflakes(now: () => Date): () => string {
  let last = 0n;
  return () => {
    const fromClock = (BigInt(now().getTime()) - DISCORD_EPOCH) << 22n;
    last = fromClock > last ? fromClock : last + 1n;
    return last.toString();
  };
}

/** Orders ids by age: negative if `a` is older. */
export function compareIds(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
