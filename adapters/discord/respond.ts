import {
  type APIInteraction,
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
  Routes,
} from 'discord.js';
import type { Form } from '../../src/chat/form.ts';
import { type Message, picturesIn } from '../../src/chat/message.ts';
import type { Call } from './client.ts';
import { CODE, isCode, toTrouble } from './errors.ts';
import { renderForm } from './form.ts';
import { type Rendered, renderMessage, renderPrivately } from './message.ts';
import type { Files } from './pictures.ts';
import { postKeyIn } from './post-key.ts';

/**
 * The ways to answer one interaction (docs.discord.com, Receiving and Responding). The first answer has three seconds: one of
 * `defer`, `show`, `tell` or `change`, which are false when another try of this action has been acknowledged. From then on there
 * are fifteen minutes for `whisper`, `redraw` and `done`. All reject with Trouble, but `defer`.
 */
export interface Responder {
  /** Acknowledges. False when Discord would not have it any more or another try of the same action is at work. */
  defer(): Promise<boolean>;
  show(form: Form): Promise<boolean>;
  tell(message: Message): Promise<boolean>;
  change(message: Message): Promise<boolean>;

  whisper(message: Message): Promise<void>;
  redraw(message: Message): Promise<void>;
  /** Nothing is left to say: takes away what `defer` put there. */
  done(): Promise<void>;
  /** Is there a message that was touched, and can be rewritten? */
  readonly touched: boolean;
}

export function createResponder(call: Call, files: Files, interaction: APIInteraction): Responder {
  const { id, token, application_id: application } = interaction;
  const message: APIMessage | undefined = interaction.message;
  const touched = message !== undefined;
  const original = Routes.webhookMessage(application, token, '@original');
  // Behind a command stands “thinking…”, and the first thing said takes its place.
  let thinking = false;

  /**
   * A lost answer may hide one that arrived: the second is then refused as a repetition. The first is refused so when another
   * try of this action was quicker.
   */
  async function first(type: InteractionResponseType, data?: object): Promise<boolean> {
    const body = { type, ...(data ? { data } : {}) };
    const answer = () => call('post', Routes.interactionCallback(id, token), { body, auth: false });
    try {
      await answer();
      return true;
    } catch (error) {
      if (isCode(error, CODE.alreadyAnswered)) return false;
      if (toTrouble(error).kind !== 'unsure') throw toTrouble(error);
    }
    await answer().catch((error) => (isCode(error, CODE.alreadyAnswered) ? undefined : throwTrouble(error)));
    return true;
  }

  async function defer(): Promise<boolean> {
    const deferred = touched
      ? first(InteractionResponseType.DeferredMessageUpdate)
      : first(InteractionResponseType.DeferredChannelMessageWithSource, { flags: MessageFlags.Ephemeral });
    if (!(await deferred.catch(() => false))) return false;
    thinking = !touched;
    return true;
  }

  /** A picture takes its time to be read and sent, more than a first answer may have: it follows the acknowledgement. */
  async function soon(
    message: Message,
    atOnce: () => Promise<boolean>,
    later: (message: Message) => Promise<void>,
  ): Promise<boolean> {
    if (picturesIn(message).length === 0) return atOnce();
    if (!(await defer())) return false;
    await later(message);
    return true;
  }

  /** Done twice it is the same as once, so a lost answer is no reason to leave a person waiting. */
  async function settle(attempt: () => Promise<unknown>): Promise<void> {
    await attempt().catch((error) =>
      toTrouble(error).kind === 'unsure' ? attempt() : Promise.reject(error),
    );
  }

  /** The touched message anew, with the post key that it carries. */
  function anew(next: Message): Rendered {
    return renderMessage(next, message && postKeyIn(message));
  }

  async function whisper(said: Message): Promise<void> {
    const answers = thinking;
    thinking = false;
    const sent = { files: await files(said), auth: false } as const;
    await (answers
      ? settle(() => call('patch', original, { ...sent, body: renderMessage(said) }))
      : call('post', Routes.webhook(application, token), { ...sent, body: renderPrivately(said) })
    ).catch(throwTrouble);
  }

  async function redraw(next: Message): Promise<void> {
    const sent = { body: anew(next), files: await files(next), auth: false } as const;
    await settle(() => call('patch', original, sent)).catch(throwTrouble);
  }

  return {
    touched,
    defer,
    show: (form) => first(InteractionResponseType.Modal, renderForm(form)),
    tell: (said) =>
      soon(
        said,
        () => first(InteractionResponseType.ChannelMessageWithSource, renderPrivately(said)),
        whisper,
      ),
    change: (next) => soon(next, () => first(InteractionResponseType.UpdateMessage, anew(next)), redraw),
    whisper,
    redraw,
    async done() {
      if (!thinking) return;
      thinking = false;
      await settle(() => call('delete', original, { auth: false })).catch(throwTrouble);
    },
  };
}

function throwTrouble(error: unknown): never {
  throw toTrouble(error);
}
