import type { AllowedMentions } from '../check/allowed-mentions.ts';
import type { Loose } from '../check/fields.ts';
import type { Path } from '../check/form-errors.ts';
import { checkMessage, FLAG } from '../check/message.ts';
import { type Component, numberComponents } from '../component.ts';
import type { Core } from '../core.ts';
import type { Body } from '../rest/body.ts';
import { objectOf } from '../rest/body.ts';
import type { StoredMessage } from '../world.ts';
import { attach } from './attach.ts';

/** Flags a bot may set when it posts; the others are Discord's own. */
const SETTABLE = FLAG.suppressEmbeds | FLAG.ephemeral | FLAG.suppressNotifications | FLAG.componentsV2;

/** A checked message that is not in a channel yet, written from what a body asks for. */
export function writeMessage(
  core: Core,
  body: Body,
  given: Pick<StoredMessage, 'channelId' | 'authorId' | 'type'> & Partial<StoredMessage>,
  { fields = objectOf(body), prefix = [] }: { fields?: Loose; prefix?: Path } = {},
): StoredMessage {
  const { attachments, names, ids } = attach(core, body.files, fields);
  checkMessage(fields, { files: names, attached: { ids, count: attachments.length }, prefix });
  const message: StoredMessage = {
    id: core.newId(),
    content: String(fields.content ?? '').trim(),
    embeds: (fields.embeds as object[] | undefined) ?? [],
    components: numberComponents((fields.components as Component[] | undefined) ?? []),
    attachments,
    flags: Number(fields.flags ?? 0) & SETTABLE,
    tts: fields.tts === true,
    createdAt: core.now(),
    editedAt: null,
    reactions: [],
    payload: structuredClone(fields),
    ...given,
  };
  if (fields.nonce !== undefined && fields.nonce !== null) message.nonce = fields.nonce as string | number;
  if (fields.allowed_mentions) message.allowedMentions = fields.allowed_mentions as AllowedMentions;
  return message;
}

/**
 * Changes a message as a body asks: what the body leaves out stays, the flag for components cannot be taken back.
 *
 * @throws ApiRefusal as for a new message.
 */
export function rewriteMessage(
  core: Core,
  message: StoredMessage,
  body: Body,
  { fields = objectOf(body), prefix = [] }: { fields?: Loose; prefix?: Path } = {},
): void {
  const { attachments, names, ids } = attach(core, body.files, fields, message.attachments);
  const attached = { ids, count: attachments.length };
  checkMessage(fields, { files: names, attached, before: message, prefix });
  if ('content' in fields) message.content = String(fields.content ?? '').trim();
  if ('embeds' in fields) message.embeds = (fields.embeds as object[] | null) ?? [];
  if ('components' in fields)
    message.components = numberComponents((fields.components as Component[] | null) ?? []);
  if ('allowed_mentions' in fields)
    message.allowedMentions = (fields.allowed_mentions as AllowedMentions | null) ?? {};
  if (typeof fields.flags === 'number')
    message.flags =
      (message.flags & ~FLAG.suppressEmbeds) | (fields.flags & (FLAG.suppressEmbeds | FLAG.componentsV2));
  message.attachments = attachments;
  message.editedAt = core.now();
  message.payload = structuredClone(fields);
}
