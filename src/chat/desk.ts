import type { App } from '../app.ts';
import { Forbidden, Refusal } from '../errors.ts';
import { forgetAction, isFirstTime } from './acts.ts';
import { logDenied } from './denied.ts';
import type { CommandSpec, Feature, Handler, Manner, Word } from './feature.ts';
import { help } from './help.ts';
import type { Command, Incoming } from './incoming.ts';
import type { Desk } from './port.ts';
import { notOurs } from './reference.ts';
import { broken, fix, nothing, type Reply, whisper } from './reply.ts';

/** A deed and the act that it is for. */
interface Bound {
  manner: Manner;
  handle: (app: App) => Promise<Reply>;
}

/** The desk of all features: finds what an act is for, does it once, and answers in words whatever happens. */
export function createDesk(app: App, features: readonly Feature[]): Desk {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);

  function handlerFor(incoming: Incoming): Bound | undefined {
    switch (incoming.kind) {
      case 'command':
        return commandHandler(commands, incoming);
      case 'press':
        return bind(find(features, 'presses', incoming.id), incoming);
      case 'selection':
        return bind(find(features, 'selections', incoming.id), incoming);
      case 'shortcut':
        return bind(
          shortcuts.find(({ name }) => name === incoming.name),
          incoming,
        );
      case 'submission': {
        const submit = find(features, 'submissions', incoming.id);
        // A form that is closed takes along what was typed, so it is called done once it is kept.
        return submit && { manner: 'keeps', handle: (a) => submit(a, incoming) };
      }
      case 'reaction':
        return all(
          features.map((f) => f.reactions),
          incoming,
        );
      case 'answer':
        return all(
          features.map((f) => f.answers),
          incoming,
        );
    }
  }

  return {
    commands,
    shortcuts,
    manner: (incoming) => handlerFor(incoming)?.manner ?? 'runs',
    async answer(incoming) {
      try {
        const deed = handlerFor(incoming);
        if (!deed) return whisper(notOurs().message);
        // A form must open even when the first try of the platform was lost: opening one twice does no harm. What is kept is
        // noted by whoever keeps it, in the same transaction: a note alone would make a crash between the two look like a repetition.
        const notesItself = deed.manner === 'keeps' && incoming.kind !== 'submission';
        if (deed.manner !== 'opens' && !notesItself && !(await isFirstTime(app, incoming))) return nothing;
        return await deed.handle(app);
      } catch (error) {
        return replyToError(app, incoming, error);
      }
    },
  };
}

async function replyToError(app: App, incoming: Incoming, error: unknown): Promise<Reply> {
  const { person, act, kind } = incoming;
  if (error instanceof Forbidden) {
    logDenied(app, incoming, error);
    if (error.field !== undefined && kind === 'submission') return fix({ [error.field]: error.message });
  }
  if (error instanceof Refusal) return whisper(error.message);
  app.log.error({ err: error, platform: person.platform, act, kind }, 'an act was not answered');
  // Not done, so a retry shall not be taken for a repetition. If this fails too, the database is away and kept no act.
  await forgetAction(app, incoming).catch(() => undefined);
  // A form that closes takes along what was typed: it stays, to be sent again.
  if (incoming.kind === 'submission') return fix({ [Object.keys(incoming.fields)[0] ?? '']: notKept });
  return whisper(broken);
}

const notKept =
  'Your form could not be saved: something went wrong on our side, and we have logged it. Please send it again in a minute.';

function commandHandler(commands: readonly CommandSpec[], incoming: Command): Bound | undefined {
  const spec = commands.find(({ name }) => name === incoming.name);
  if (!spec) return undefined;
  const [, first = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(incoming.words)!;
  const word: Word | undefined = first
    ? spec.words.find(({ word }) => word === first.toLowerCase())
    : spec.words[0];
  if (!word) return { manner: 'runs', handle: async () => whisper(help(spec, first)) };
  return bind(word, { ...incoming, words: rest.trim() });
}

function bind<I>(deed: Handler<I> | undefined, incoming: I): Bound | undefined {
  if (!deed) return undefined;
  if ('opens' in deed) return { manner: 'opens', handle: (app) => deed.opens(app, incoming) };
  if ('keeps' in deed) return { manner: 'keeps', handle: (app) => deed.keeps(app, incoming) };
  return { manner: 'runs', handle: (app) => deed.runs(app, incoming) };
}

/** Reactions and answers are for every feature that listens; what one says to the person is the last that is not nothing. */
function all<I>(
  listeners: readonly (((app: App, incoming: I) => Promise<Reply>) | undefined)[],
  incoming: I,
): Bound {
  return {
    manner: 'runs',
    async handle(app: App) {
      let reply = nothing;
      for (const listener of listeners) {
        const said = (await listener?.(app, incoming)) ?? nothing;
        if (said.kind !== 'nothing') reply = said;
      }
      return reply;
    },
  };
}

type Registry = 'presses' | 'selections' | 'submissions';

function find<R extends Registry>(features: readonly Feature[], registry: R, id: string) {
  const what = id.split(':', 1)[0]!;
  for (const feature of features) {
    const table = feature[registry] as NonNullable<Feature[R]> | undefined;
    if (table && Object.hasOwn(table, what)) return table[what] as NonNullable<Feature[R]>[string];
  }
  return undefined;
}
