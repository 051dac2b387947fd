/** What was waited for did not come in time. It may come yet. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** Waits for it. @returns false when it took too long (`TooLong`). @throws whatever else it rejects with */
export async function inTime(promise: Promise<unknown>): Promise<boolean> {
  try {
    await promise;
    return true;
  } catch (error) {
    if (error instanceof TooLong) return false;
    throw error;
  }
}

/** The outcome of `promise`, or a `TooLong` with `complaint` once `ms` milliseconds have passed without one. */
export async function withTimeout<T>(ms: number, promise: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLong(`${complaint} (waited ${ms / 1000} s)`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
