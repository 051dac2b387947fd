import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { FeedUnreadable } from './fault.ts';
import type { FeedDocument, ParsedFeed } from './parsed.ts';
import type { Answer } from './worker.ts';

export interface Bounds {
  /** For one document; the worker's start does not count. */
  milliseconds: number;
  /** Of the worker's heap. */
  megabytes: number;
}

/**
 * A worker thread that reads one document after another. It is started when first needed, replaced when it took too long
 * or died, and never keeps the process alive on its own.
 */
export function createThread({ milliseconds, megabytes }: Bounds) {
  let worker: Worker | null = null;
  let begun = false;
  let line: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    begun = false;
    const started = new Worker(entry(), { resourceLimits: { maxOldGenerationSizeMb: megabytes } });
    // These stay while it is idle: one that dies then must not take the process along, and is not asked again.
    started.on('error', () => {});
    started.on('exit', () => {
      if (worker === started) worker = null;
    });
    return started;
  }

  function ask(document: FeedDocument): Promise<ParsedFeed> {
    worker ??= start();
    const asked = worker;
    return new Promise<ParsedFeed>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        asked.off('message', answered).off('error', failed).off('exit', exited);
        asked.unref();
      };
      const giveUp = (fault: FeedUnreadable) => {
        settle();
        worker = null;
        asked.terminate();
        reject(fault);
      };
      const answered = (answer: Answer) => {
        if ('begun' in answer) {
          begun = true;
          watch();
          return;
        }
        settle();
        if ('feed' in answer) resolve(answer.feed);
        else reject(new FeedUnreadable(answer.fault, answer.detail || undefined));
      };
      const failed = (error: NodeJS.ErrnoException) => {
        const heavy = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
        giveUp(new FeedUnreadable(heavy ? 'too heavy' : 'broken', error));
      };
      const exited = () => giveUp(new FeedUnreadable('broken'));
      let timer: NodeJS.Timeout | undefined;
      const watch = () => {
        timer = setTimeout(() => giveUp(new FeedUnreadable('too slow')), milliseconds);
      };
      if (begun) watch();
      asked.ref();
      asked.on('message', answered).on('error', failed).on('exit', exited);
      // A copy of its own: the bytes may be a window on a larger buffer, which would travel whole.
      const bytes = Uint8Array.from(document.bytes);
      asked.postMessage({ url: document.url, httpCharset: document.httpCharset, bytes }, [bytes.buffer]);
    });
  }

  return {
    /** Reads `document` after those before it. Throws `FeedUnreadable`. */
    read(document: FeedDocument): Promise<ParsedFeed> {
      const answer = line.then(() => ask(document));
      line = answer.catch(() => {});
      return answer;
    },
    /** Waits for what is being read, then ends the worker. */
    async close(): Promise<void> {
      await line;
      const idle = worker;
      worker = null;
      await idle?.terminate();
    },
  };
}

/** Compiled, the worker is a file that Node runs; from source, a line that first registers the loader for TypeScript. */
function entry(): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL('./worker.js', import.meta.url);
  // `require` finds the CommonJS half of tsx, which cannot register from inside a module; the other stands beside it.
  const tsx = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/cjs$/, 'mjs'),
  ).href;
  const worker = new URL('./worker.ts', import.meta.url).href;
  const lines = `import { register } from ${JSON.stringify(tsx)}; register(); await import(${JSON.stringify(worker)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(lines)}`);
}
