/** The first answer to an interaction: its type and the body as it came. */
export interface FirstAnswer {
  type: number;
  body: object;
}

/** People who wait for an application's first answer. */
export interface Pending {
  /** Resolves with the answer, or with `undefined` after `ms` milliseconds. */
  wait(interactionId: string, ms: number): Promise<FirstAnswer | undefined>;
  settle(interactionId: string, answer: FirstAnswer): void;
  /** Ends all waiting, unanswered. */
  giveUp(): void;
}

export function createPending(): Pending {
  const waiting = new Map<string, (answer: FirstAnswer | undefined) => void>();
  return {
    wait: (id, ms) =>
      new Promise((resolve) => {
        const end = (answer: FirstAnswer | undefined) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(answer);
        };
        const timer = setTimeout(() => end(undefined), ms);
        waiting.set(id, end);
      }),
    settle: (id, answer) => waiting.get(id)?.(answer),
    giveUp: () => {
      for (const end of waiting.values()) end(undefined);
    },
  };
}
