import type { App } from '../app.ts';
import type { Command, Press, Reaction, Selection, Shortcut, Submission, ThreadReply } from './incoming.ts';
import type { Reply } from './reply.ts';

/** A feature as chat sees it: what it registers, once, in its `index.ts`. */
export interface Feature {
  name: string;
  commands?: readonly CommandSpec[];
  /** By the part of an id before its colon: `useful` serves `useful:42`. */
  presses?: Readonly<Record<string, Handler<Press>>>;
  selections?: Readonly<Record<string, Handler<Selection>>>;
  /** By the part of a form's id before its colon. */
  submissions?: Readonly<Record<string, (app: App, incoming: Submission) => Promise<Reply>>>;
  shortcuts?: readonly ShortcutSpec[];
  reactions?: (app: App, incoming: Reaction) => Promise<Reply>;
  answers?: (app: App, incoming: ThreadReply) => Promise<Reply>;
}

/**
 * How a deed is answered: it `opens` a form, at once; it `runs` to any other reply, in its own time; or it `keeps` something
 * that must not be lost once the platform calls it done, and is acknowledged only afterwards (within two seconds, whatever happens).
 * What `keeps` either does no harm when it is done twice, or notes the act in its own transaction (acts.ts).
 */
export type Manner = 'opens' | 'runs' | 'keeps';
export type Handler<I> = { [M in Manner]: { [K in M]: (app: App, incoming: I) => Promise<Reply> } }[Manner];

/** A command takes one line of words; the first says which deed, the rest is handed to it. */
export interface CommandSpec {
  /** Without the slash. */
  name: string;
  summary: string;
  words: readonly Word[];
}

export type Word = Handler<Command> & {
  word: string;
  /** What may follow the word, for the help: `N`. */
  rest?: string;
  summary: string;
};

/** An entry in the menu of any message. Its label has at most 24 characters. */
export type ShortcutSpec = Handler<Shortcut> & { name: string; label: string };
