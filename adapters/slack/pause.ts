/** Waits so long, or until the signal ends the waiting. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(undefined);
    const end = () => {
      clearTimeout(timer);
      // A signal outlives many pauses, and must not keep them all.
      signal?.removeEventListener('abort', end);
      resolve(undefined);
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });
}

/** Waits for a deed, but no longer than so many milliseconds. @returns what it came to; undefined when it is still under way */
export async function withTimeout<T>(milliseconds: number, deed: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([deed, end]);
  } finally {
    clearTimeout(timer);
  }
}
