import { LIMITS } from '../check/limits.ts';
import { FLAG } from '../check/message.ts';
import type { Core } from '../core.ts';
import { sendMessageEvent } from '../gateway/send-event.ts';
import { objectOf } from '../rest/body.ts';
import { refuse } from '../rest/refusal.ts';
import { type Answer, done, ok, type Request, type Route } from '../rest/route.ts';
import { messageOnWire } from '../wire/message.ts';
import type { Interaction, StoredMessage } from '../world.ts';
import { answerWith, storedMessage } from './answer-message.ts';
import { takeAway } from './messages.ts';
import { rewriteMessage } from './write-message.ts';

const TOKEN = '/webhooks/:application/:token';
const ONE = `${TOKEN}/messages/:message`;

/** Everything after the first answer, for fifteen minutes (interactions/receiving-and-responding#followup-messages). */
export const webhookRoutes: Route[] = [
  { method: 'POST', path: TOKEN, open: true, handle: followUp },
  { method: 'GET', path: ONE, open: true, handle: read },
  { method: 'PATCH', path: ONE, open: true, handle: edit },
  { method: 'DELETE', path: ONE, open: true, handle: remove },
];

/** @throws ApiRefusal 10015 for a token that is unknown or not answered yet; 50027 for one older than fifteen minutes. */
function findInteraction({ core, params }: Request): Interaction {
  const interaction = [...core.world.interactions.values()].find(({ token }) => token === params.token);
  if (!interaction || params.application !== core.world.application.id) throw refuse.unknownWebhook();
  if (core.now().getTime() - interaction.createdAt.getTime() > LIMITS.interactionTokenMs)
    throw refuse.invalidWebhookToken();
  if (interaction.state !== 'answered') throw refuse.unknownWebhook();
  return interaction;
}

function findOwn(request: Request, interaction: Interaction): StoredMessage {
  const { core, params } = request;
  const id = params.message === '@original' ? interaction.originalId : params.message;
  const own = id !== undefined && (id === interaction.originalId || interaction.followupIds.includes(id));
  const message = own ? storedMessage(core.world, id) : undefined;
  if (!message) throw refuse.unknownMessage();
  return message;
}

function followUp(request: Request): Answer {
  const { core, body } = request;
  const interaction = findInteraction(request);
  const original = interaction.originalId ? storedMessage(core.world, interaction.originalId) : undefined;
  // The first follow-up to a deferral fills the waiting message; its own flag for privacy is ignored.
  if (original && (original.flags & FLAG.loading) !== 0) return ok(change(core, original, request));
  const message = answerWith(core, interaction, body, objectOf(body), []);
  interaction.followupIds.push(message.id);
  return ok(messageOnWire(core.world, message));
}

function read(request: Request): Answer {
  return ok(messageOnWire(request.core.world, findOwn(request, findInteraction(request))));
}

function edit(request: Request): Answer {
  return ok(change(request.core, findOwn(request, findInteraction(request)), request));
}

function change(core: Core, message: StoredMessage, { body }: Request): object {
  const filled = (message.flags & FLAG.loading) !== 0;
  rewriteMessage(core, message, body);
  if (filled) {
    message.flags &= ~FLAG.loading;
    message.editedAt = null;
  }
  sendMessageEvent(core, 'MESSAGE_UPDATE', message);
  return messageOnWire(core.world, message);
}

function remove(request: Request): Answer {
  const { core } = request;
  const message = findOwn(request, findInteraction(request));
  if (message.ephemeralFor) {
    const rest = (core.world.ephemeral.get(message.ephemeralFor) ?? []).filter((other) => other !== message);
    core.world.ephemeral.set(message.ephemeralFor, rest);
  } else takeAway(core, message);
  return done;
}
