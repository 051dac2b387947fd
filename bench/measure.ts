/** The value below which `share` (0 to 1) of the values lie; nearest rank. NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** How a wait was spread, in milliseconds. */
export interface Spread {
  count: number;
  p50: number;
  p99: number;
  most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    count: values.length,
    p50: quantile(values, 0.5),
    p99: quantile(values, 0.99),
    most: quantile(values, 1),
  };
}

/** Waits until `look` is true, looking every 200 ms. @throws Error when `seconds` have passed in vain */
export async function until(
  what: string,
  seconds: number,
  look: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`${what} did not happen within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
