import {
  type APIInteraction,
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
  Routes,
} from 'discord.js';
import type { Form } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';
import { CODE, isCode, troubleFrom } from './errors.ts';
import { drawForm } from './form.ts';
import { markIn } from './mark.ts';
import { type Body, draw, drawPrivately } from './message.ts';
import type { Rest } from './rest.ts';

/**
 * The ways to answer one interaction (docs.discord.com, Receiving and Responding). The first answer has three seconds: one of
 * `defer`, `show`, `tell` or `change`. After `defer` there are fifteen minutes for `whisper`, `redraw` and `done`.
 * All reject with Trouble, but `defer`.
 */
export interface Responder {
  /** Acknowledges. False when Discord would not have it any more or another try of the same act is at work. */
  defer(): Promise<boolean>;
  show(form: Form): Promise<void>;
  tell(message: Message): Promise<void>;
  change(message: Message): Promise<void>;

  whisper(message: Message): Promise<void>;
  redraw(message: Message): Promise<void>;
  /** Nothing is left to say: takes away what `defer` put there. */
  done(): Promise<void>;
  /** Is there a message that was touched, and can be redrawn? */
  readonly touched: boolean;
}

export function createResponder(rest: Rest, interaction: APIInteraction): Responder {
  const { id, token, application_id: application } = interaction;
  const message: APIMessage | undefined = interaction.message;
  const touched = message !== undefined;
  const original = Routes.webhookMessage(application, token, '@original');
  // Behind a command stands “thinking…”, and the first thing said takes its place.
  let thinking = false;

  const acknowledgement = touched
    ? { type: InteractionResponseType.DeferredMessageUpdate }
    : {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      };

  async function first(body: { type: InteractionResponseType; data?: object }): Promise<void> {
    await rest('post', Routes.interactionCallback(id, token), { body, auth: false });
  }
  const tryFirst = (type: InteractionResponseType, data: object) => first({ type, data }).catch(throwTrouble);

  /** Done twice it is the same as once, so a lost answer is no reason to leave a person waiting. */
  async function settle(deed: () => Promise<unknown>): Promise<void> {
    await deed().catch((error) => (troubleFrom(error).kind === 'unsure' ? deed() : Promise.reject(error)));
  }

  /** The touched message anew, with the mark that it bears. */
  function redrawn(next: Message): Body {
    return draw(next, message && markIn(message));
  }

  return {
    touched,
    async defer() {
      try {
        await first(acknowledgement);
      } catch (error) {
        if (!(await arrived(error))) return false;
      }
      thinking = !touched;
      return true;
    },
    show: (form) => tryFirst(InteractionResponseType.Modal, drawForm(form)),
    tell: (said) => tryFirst(InteractionResponseType.ChannelMessageWithSource, drawPrivately(said)),
    change: (next) => tryFirst(InteractionResponseType.UpdateMessage, redrawn(next)),
    async whisper(said) {
      const answers = thinking;
      thinking = false;
      await (answers
        ? settle(() => rest('patch', original, { body: draw(said), auth: false }))
        : rest('post', Routes.webhook(application, token), { body: drawPrivately(said), auth: false })
      ).catch(throwTrouble);
    },
    async redraw(next) {
      const body = redrawn(next);
      await settle(() => rest('patch', original, { body, auth: false })).catch(throwTrouble);
    },
    async done() {
      if (!thinking) return;
      thinking = false;
      await settle(() => rest('delete', original, { auth: false })).catch(throwTrouble);
    },
  };

  /** A lost answer may hide an acknowledgement that arrived: a second one is then refused as a repetition. */
  async function arrived(error: unknown): Promise<boolean> {
    if (troubleFrom(error).kind !== 'unsure') return false;
    return first(acknowledgement).then(
      () => true,
      (second) => isCode(second, CODE.alreadyAnswered),
    );
  }
}

function throwTrouble(error: unknown): never {
  throw troubleFrom(error);
}
