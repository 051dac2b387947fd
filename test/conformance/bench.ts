import { isFirstTime } from '../../src/chat/acts.ts';
import { createDesk } from '../../src/chat/desk.ts';
import type { Feature, Handler } from '../../src/chat/feature.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Desk } from '../../src/chat/port.ts';
import { nothing, type Reply } from '../../src/chat/reply.ts';
import type { Db } from '../../src/db.ts';
import { createLog, type Log } from '../../src/log.ts';

/** A feature that has one of everything, at the real desk, whose replies a test decides. */
export interface Bench {
  desk: Desk;
  /** What came to the feature, in order. */
  heard: Incoming[];
  /** How many actions the desk has answered, repetitions among them. */
  answered(): number;
  /** What the feature replies from now on; at first nothing. */
  reply(reply: Reply | ((incoming: Incoming) => Promise<Reply> | Reply)): void;
  log: Log;
  /** All that was logged, a line of JSON each. */
  lines: string[];
}

/**
 * Registered are: `/try tell` and `/try form`, buttons `tap:…`, `write:…` and `vote:…`, menus `pick:…` and `choose:…`, the form
 * `note:…`, shortcuts `keep` and `file`, reactions and replies in threads. `form`, `write` and `file` open a form; `vote` and `choose` are kept
 * before they are acknowledged.
 */
export function createBench(db: Db): Bench {
  const heard: Incoming[] = [];
  const lines: string[] = [];
  const log = createLog('debug', [], { write: (line) => lines.push(line) });
  let next: (incoming: Incoming) => Promise<Reply> | Reply = () => nothing;
  let answered = 0;

  async function hear(incoming: Incoming): Promise<Reply> {
    heard.push(incoming);
    return next(incoming);
  }
  const runs: Handler<Incoming> = { runs: (_, incoming) => hear(incoming) };
  const opens: Handler<Incoming> = { opens: (_, incoming) => hear(incoming) };
  // As every handler that keeps something: it notes the action where it keeps.
  const keeps: Handler<Incoming> = {
    keeps: async (app, incoming) => ((await isFirstTime(app, incoming)) ? hear(incoming) : nothing),
  };
  const feature: Feature = {
    name: 'bench',
    commands: [
      {
        name: 'try',
        summary: 'Tries things out.',
        words: [
          { word: 'tell', rest: 'WORDS', summary: 'says something', ...runs },
          { word: 'form', summary: 'opens a form', ...opens },
        ],
      },
    ],
    presses: { tap: runs, write: opens, vote: keeps },
    selections: { pick: runs, choose: keeps },
    submissions: { note: (_, incoming) => hear(incoming) },
    shortcuts: [
      { name: 'keep', label: 'Keep this', ...runs },
      { name: 'file', label: 'File this', ...opens },
    ],
    reactions: (_, incoming) => hear(incoming),
    answers: (_, incoming) => hear(incoming),
  };
  const desk = createDesk({ db, now: () => new Date(), log, wake: () => undefined, secret: '' }, [feature]);

  return {
    desk: {
      ...desk,
      async answer(incoming) {
        const reply = await desk.answer(incoming);
        answered += 1;
        return reply;
      },
    },
    heard,
    answered: () => answered,
    reply: (reply) => {
      next = typeof reply === 'function' ? reply : () => reply;
    },
    log,
    lines,
  };
}

/** A reply that waits until the test lets it go. */
export function delayed(reply: Reply): { reply: () => Promise<Reply>; release(): void } {
  let release: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { reply: () => waiting.then(() => reply), release };
}
