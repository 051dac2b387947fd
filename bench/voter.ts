import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Side, Voted } from './side.ts';

/** People who vote at a steady rate; nobody votes again before their last vote was answered, so that which one is the last is known. */
export interface Election {
  poll: number;
  /** Votes in all, and a second. */
  votes: number;
  rate: number;
  channels: readonly string[];
  /** How many of the platform's people take part. */
  people: number;
}

export interface Votes {
  ackMs: number[];
  late: number;
  ownDelay: number;
  /** Seconds from the first vote to the last acknowledgement. */
  seconds: number;
  /** The option that each person chose last, by the words of its button. */
  last: Record<string, string>;
}

const resolution = 5;

/** Lets all votes be given. @returns when the last one was answered */
export async function elect(side: Side, { poll, votes, rate, channels, people }: Election): Promise<Votes> {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const free = side.people().slice(0, people);
  const last: Record<string, string> = {};
  const all: Promise<Voted>[] = [];
  const began = performance.now();
  while (all.length < votes) {
    const due = Math.min(votes, Math.floor(((performance.now() - began) * rate) / 1000) + 1);
    while (all.length < due) {
      const [person] = free.splice(Math.floor(Math.random() * free.length), 1);
      if (person === undefined) break; // everybody is waiting for an answer
      const vote = side.vote(person, poll, channels).then((voted) => {
        if (voted.acked) last[person] = voted.option;
        free.push(person);
        return voted;
      });
      all.push(vote);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const given = await Promise.all(all);
  delay.disable();
  const acked = given.filter((one) => one.acked);
  return {
    ackMs: acked.map(({ ackMs }) => ackMs),
    late: given.length - acked.length,
    ownDelay: Math.max(0, delay.percentile(99) / 1e6 - resolution),
    seconds: (performance.now() - began) / 1000,
    last,
  };
}
