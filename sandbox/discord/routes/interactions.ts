import { isObject, type Loose } from '../check/fields.ts';
import { formError } from '../check/form-errors.ts';
import { FLAG } from '../check/message.ts';
import { checkModal } from '../check/modal.ts';
import { type Component, numberComponents } from '../component.ts';
import type { Core } from '../core.ts';
import { sendMessageEvent } from '../gateway/send-event.ts';
import { type Body, objectOf } from '../rest/body.ts';
import { refuse } from '../rest/refusal.ts';
import { type Answer, done, ok, type Request, type Route } from '../rest/route.ts';
import { messageOnWire } from '../wire/message.ts';
import type { Interaction, ShownModal, StoredMessage } from '../world.ts';
import { answerWith, deferredMessage, storedMessage } from './answer-message.ts';
import { rewriteMessage } from './write-message.ts';

/** The first answer to an interaction (interactions/receiving-and-responding#create-interaction-response). */
export const interactionRoutes: Route[] = [
  { method: 'POST', path: '/interactions/:interaction/:token/callback', open: true, handle: callback },
];

const MESSAGE = 4;
const DEFERRED = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const MODAL = 9;
const SUBMIT = 5;

function callback({ core, params, query, body }: Request): Answer {
  const interaction = core.world.interactions.get(params.interaction ?? '');
  if (!interaction || interaction.token !== params.token || isLate(core, interaction))
    throw refuse.unknownInteraction();
  if (interaction.state === 'answered') throw refuse.alreadyAcknowledged();
  const fields = objectOf(body);
  const type = Number(fields.type);
  checkType(interaction, type);
  const message = perform(core, interaction, type, body, isObject(fields.data) ? fields.data : {});
  interaction.state = 'answered';
  interaction.answer = type;
  if (message) interaction.originalId = message.id;
  core.pending.settle(interaction.id, { type, body: fields });
  return query.get('with_response') === 'true' ? ok(response(core, interaction, type, message)) : done;
}

function isLate(core: Core, interaction: Interaction): boolean {
  if (interaction.state === 'late') return true;
  return (
    interaction.state === 'waiting' &&
    core.now().getTime() - interaction.createdAt.getTime() > core.answerWithinMs
  );
}

/** @throws ApiRefusal 50035 where this kind of answer does not fit: a form cannot open a form, only a message can be redrawn. */
function checkType(interaction: Interaction, type: number): void {
  const allowed = [MESSAGE, DEFERRED];
  if (interaction.messageId && !interaction.menu) allowed.push(DEFERRED_UPDATE, UPDATE);
  if (interaction.type !== SUBMIT) allowed.push(MODAL);
  if (!allowed.includes(type))
    throw formError(['type'], 'BASE_TYPE_CHOICES', `Value must be one of (${allowed.join(', ')}).`);
}

function perform(
  core: Core,
  interaction: Interaction,
  type: number,
  body: Body,
  data: Loose,
): StoredMessage | undefined {
  if (type === MESSAGE) return answerWith(core, interaction, body, data, ['data']);
  if (type === DEFERRED) return deferredMessage(core, interaction, data);
  if (type === MODAL) {
    showModal(core, interaction, data);
    return undefined;
  }
  const message = storedMessage(core.world, interaction.messageId ?? '');
  if (!message) throw refuse.unknownMessage();
  if (type === UPDATE) {
    rewriteMessage(core, message, body, { fields: data, prefix: ['data'] });
    sendMessageEvent(core, 'MESSAGE_UPDATE', message);
  }
  return message;
}

function showModal(core: Core, interaction: Interaction, data: Loose): void {
  checkModal(data);
  const shown: ShownModal = {
    handle: interaction.id,
    customId: String(data.custom_id),
    title: String(data.title),
    components: numberComponents(data.components as Component[]),
    channelId: interaction.channelId,
    userId: interaction.userId,
    submitted: false,
  };
  if (interaction.messageId && !interaction.menu) shown.messageId = interaction.messageId;
  const list = core.world.modals.get(interaction.userId) ?? [];
  list.push(shown);
  core.world.modals.set(interaction.userId, list);
}

function response(
  core: Core,
  interaction: Interaction,
  type: number,
  message: StoredMessage | undefined,
): object {
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: (message.flags & FLAG.loading) !== 0,
            response_message_ephemeral: message.ephemeralFor !== undefined,
          }
        : {}),
    },
    ...(message && type !== DEFERRED_UPDATE
      ? { resource: { type, message: messageOnWire(core.world, message) } }
      : {}),
  };
}
