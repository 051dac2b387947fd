import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so, at most so many milliseconds. @returns whether it became so */
export async function until(
  look: () => boolean | Promise<boolean>,
  patience: number,
  every = 10,
): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (!(await look())) {
    if (performance.now() > deadline) return false;
    await pause(every);
  }
  return true;
}
