/** What was waited for did not come in time. It may come yet. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** The outcome of some work, or undefined when it is still under way after so many milliseconds. It goes on. @throws what it rejects with */
export async function outcomeWithin<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same, but a `TooLong` with `complaint` when it is still under way. */
export async function withTimeout<T>(ms: number, work: Promise<T>, complaint: string): Promise<T> {
  const done = await outcomeWithin(
    ms,
    work.then((outcome) => ({ outcome })),
  );
  if (!done) throw new TooLong(`${complaint} (waited ${ms / 1000} s)`);
  return done.outcome;
}

/** Waits for it. @returns false when it took too long (`TooLong`). @throws whatever else it rejects with */
export async function inTime(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof TooLong) return false;
    throw error;
  }
}
