/** Milliseconds after which a wait gives up: a net against hanging, so long that no verdict depends on how fast the machine is. */
export const net = 120_000;

/** The same for `vi.waitFor` and `vi.waitUntil`, which give up after a second by themselves. */
export const patiently = { timeout: net, interval: 10 };

/** Waits until something is there, and gives it. @throws Error when it is still not there after two minutes */
export async function until<T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = performance.now() + net;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits until something is so, at most so many milliseconds. @returns whether it became so */
export async function becomes(
  look: () => boolean | Promise<boolean>,
  patience: number,
  every = 10,
): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (!(await look())) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  return true;
}
