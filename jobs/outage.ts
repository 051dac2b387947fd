import type { Log } from '../src/log.ts';

export interface Outages {
  /** Something failed and will be tried again; in one queue, or in a connection that all share. */
  report(queue: string | undefined, error: unknown): void;
  /** A whole look at this queue went well. */
  well(queue: string): void;
}

/** After so many milliseconds without trouble an outage counts as over; connections that come back may fail a few times more. */
const CALM_MS = 10_000;

/**
 * Writes an outage to the log once, not at every attempt: each reason is said once, by whichever queue meets it first;
 * repetitions go to the level `debug`. When every queue has been well for a while, that is said too.
 */
export function createOutages(log: Log): Outages {
  const said = new Set<string>();
  const ill = new Set<string>();
  let latest = 0;
  return {
    report(queue, error) {
      if (queue !== undefined) ill.add(queue);
      latest = performance.now();
      const why = reason(error);
      if (said.has(why)) return log.debug({ queue, why }, 'A queue is still in trouble.');
      said.add(why);
      log.warn({ queue, why }, 'A queue is in trouble. Nothing is lost; it tries again by itself.');
    },
    well(queue) {
      ill.delete(queue);
      if (said.size === 0 || ill.size > 0 || performance.now() - latest < CALM_MS) return;
      said.clear();
      log.info('The queues work again.');
    },
  };
}

/** The message alone: errors of connections carry what was sent, passwords included. */
export function reason(error: unknown): string {
  if (error instanceof AggregateError && !error.message && error.errors.length > 0)
    return reason(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
