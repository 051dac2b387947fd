import { parentPort } from 'node:worker_threads';
import { FeedUnreadable, type ParseFault } from './fault.ts';
import type { FeedDocument, ParsedFeed } from './parsed.ts';
import { readFeed } from './read.ts';

/** What the worker says: that it has begun, and what it answers; errors do not keep their class on the way between threads. */
export type Answer = { begun: true } | { feed: ParsedFeed } | { fault: ParseFault; detail: string };

parentPort?.on('message', async (document: FeedDocument) => {
  let answer: Answer;
  try {
    answer = { feed: await readFeed(document) };
  } catch (error) {
    const fault = error instanceof FeedUnreadable ? error.fault : 'broken';
    const cause = error instanceof FeedUnreadable ? error.cause : error;
    answer = { fault, detail: cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 500) : '' };
  }
  parentPort?.postMessage(answer);
});
parentPort?.postMessage({ begun: true } satisfies Answer);
