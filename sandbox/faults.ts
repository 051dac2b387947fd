/** Faults that a sandbox server can be told to have, so that a test or a person can watch the bot survive them. */

export type FaultKind =
  /** Refuse with 429 and `retryAfter` seconds; nothing is accepted. */
  | 'rate-limit'
  /** Answer 503; nothing is accepted. */
  | 'server-error'
  /** Accept the call, then cut the connection before a byte of the answer is sent. */
  | 'lost-answer'
  /** Accept the call, then answer 500: the caller cannot tell whether it was accepted. */
  | 'error-after-acceptance'
  /** Answer only after `delay` milliseconds. */
  | 'slow';

export interface Fault {
  kind: FaultKind;
  /** The call it strikes: a Slack method (`chat.postMessage`) or a Discord route (`POST /channels/:channel/messages`); `*` is any. */
  on: string;
  /** Only calls about this channel; any when left out. */
  channel?: string;
  /** How many calls it strikes before it is spent; one when left out, `Infinity` until cleared. */
  times?: number;
  /** Seconds to wait, for `rate-limit`; 1 when left out. */
  retryAfter?: number;
  /** Milliseconds, for `slow`; 1000 when left out. */
  delay?: number;
  /** The call is answered only when this is done, whatever the answer; in place of `delay`. */
  until?: Promise<unknown>;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Those that still wait to strike, and how often each of them will. */
  waiting(): readonly { fault: Fault; left: number }[];
  /** The fault that strikes this call, if any; each strike uses it up by one. */
  strike(call: string, channel?: string): Fault | undefined;
}

/** An empty list of faults. */
export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear() {
      waiting = [];
    },
    waiting: () => waiting.map((entry) => ({ ...entry })),
    strike(call, channel) {
      const hit = waiting.find(
        ({ fault }) =>
          (fault.on === '*' || fault.on === call) && (!fault.channel || fault.channel === channel),
      );
      if (!hit) return undefined;
      hit.left -= 1;
      waiting = waiting.filter((entry) => entry.left > 0);
      return hit.fault;
    },
  };
}
