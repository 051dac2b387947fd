import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Pressed, Side } from './side.ts';

export interface Presses {
  /** Milliseconds from press to acknowledgement, of those that were acknowledged. */
  ackMs: number[];
  /** How many were not acknowledged within the platform's three seconds. */
  late: number;
  /** Which person pressed which button, of those acknowledged. */
  pairs: string[];
  /** How late the sandbox itself was at its work, p99 in milliseconds: that much of `ackMs` may be its own. */
  ownDelay: number;
}

const resolution = 5;

/** People who press at a steady rate, whether or not those before them have been answered. */
export function createPresser({ press }: Side) {
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<Pressed>[] = [];
  const delay = monitorEventLoopDelay({ resolution });
  return {
    start({ rate, channels }: { rate: number; channels: readonly string[] }): void {
      under = [];
      delay.reset();
      delay.enable();
      timer = setInterval(() => {
        const pressed = press(channels);
        if (pressed) under.push(pressed);
      }, 1000 / rate);
    },
    async stop(): Promise<Presses> {
      clearInterval(timer);
      const all = await Promise.all(under);
      delay.disable();
      const acked = all.filter((one) => one.acked);
      return {
        ackMs: acked.map(({ ackMs }) => ackMs),
        late: all.length - acked.length,
        pairs: acked.map(({ pair }) => pair),
        ownDelay: Math.max(0, delay.percentile(99) / 1e6 - resolution),
      };
    },
  };
}
