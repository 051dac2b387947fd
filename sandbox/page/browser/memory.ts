/** Reads what was remembered on this machine; undefined where nothing was, or where the browser keeps nothing. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(`sandbox.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a choice for the next visit, where the browser lets it. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`sandbox.${name}`, value);
  } catch {
    // A private window may refuse; the choice then lasts as long as the page.
  }
}
