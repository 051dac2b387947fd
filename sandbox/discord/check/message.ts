import { type Component, flatten } from '../component.ts';
import { refuse } from '../rest/refusal.ts';
import { checkAllowedMentions } from './allowed-mentions.ts';
import { checkComponents, tooManyBytes } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { checkLength, checkText, type Loose, listOf } from './fields.ts';
import { createFormErrors, type FormErrors, type Path } from './form-errors.ts';
import { LIMITS } from './limits.ts';

export const FLAG = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const LEGACY = ['content', 'embeds', 'poll', 'stickers', 'sticker_ids'];

export interface MessageCheck {
  /** Names of the files that come with the message or stay on it: those that `attachment://` may name. */
  files?: readonly string[];
  /** How many files hang on the message afterwards, and the ids that `attachments` may speak of; unchecked when left out. */
  attached?: { count: number; ids: readonly string[] };
  /** The message as it stands, when it is edited: what the body leaves out stays. */
  before?: { content: string; embeds: unknown[]; components: Component[]; flags: number };
  /** `['data']` for an answer to an interaction. */
  prefix?: Path;
}

/**
 * Checks the body of a new or edited message as Discord does (resources/message#create-message).
 *
 * @throws ApiRefusal 50035 with all faults of its form; 50006 if nothing would be visible; 500 where the real service is
 *   reported to fail on the bytes of its text.
 */
export function checkMessage(
  body: Loose,
  { files = [], attached, before, prefix = [] }: MessageCheck = {},
): void {
  const errors = createFormErrors(prefix);
  const flags = (before?.flags ?? 0) | (typeof body.flags === 'number' ? body.flags : 0);
  const v2 = (flags & FLAG.componentsV2) !== 0;

  checkText(body.content, ['content'], { max: LIMITS.content }, errors);
  checkEmbeds(body.embeds, errors);
  const components = checkComponents(body.components, v2, errors);
  checkAllowedMentions(body.allowed_mentions, errors);
  checkNonce(body.nonce, errors);
  checkAttachments(body.attachments, attached, errors);
  if (v2) checkLegacyFields(body, before, errors);
  checkReferences(components, files, errors);
  errors.throwIfAny();

  if (v2 && tooManyBytes(components)) throw refuse.serverError();
  const after = {
    content: 'content' in body ? body.content : before?.content,
    embeds: 'embeds' in body ? body.embeds : before?.embeds,
    components: 'components' in body ? body.components : before?.components,
  };
  const empty =
    !String(after.content ?? '').trim() &&
    !hasSome(after.embeds) &&
    !hasSome(after.components) &&
    (attached?.count ?? files.length) === 0;
  if (empty) throw refuse.emptyMessage();
}

function hasSome(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function checkLegacyFields(body: Loose, before: MessageCheck['before'], errors: FormErrors): void {
  for (const field of LEGACY) {
    const kept = !(field in body) && before && hasText(before[field as 'content' | 'embeds']);
    // An empty string is refused like any other; only null and an empty list clear a field.
    const given =
      body[field] !== undefined &&
      body[field] !== null &&
      !(Array.isArray(body[field]) && !hasSome(body[field]));
    if (given || kept)
      errors.add(
        [field],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      );
  }
}

function hasText(value: string | unknown[] | undefined): boolean {
  return value !== undefined && value.length > 0;
}

function checkNonce(nonce: unknown, errors: FormErrors): void {
  if (nonce === undefined || nonce === null) return;
  if (typeof nonce === 'string') checkLength(nonce.length, ['nonce'], { max: LIMITS.nonce }, errors);
  else if (typeof nonce !== 'number' || !Number.isSafeInteger(nonce))
    errors.add(['nonce'], 'NONCE_TYPE_INVALID_TYPE', `Could not interpret "${String(nonce)}" as nonce.`);
}

function checkAttachments(
  attachments: unknown,
  attached: MessageCheck['attached'],
  errors: FormErrors,
): void {
  const list = listOf(attachments, ['attachments'], errors);
  list.forEach((entry, index) => {
    checkText(
      entry.description,
      ['attachments', index, 'description'],
      { max: LIMITS.attachmentDescription },
      errors,
    );
    if (attached && !attached.ids.includes(String(entry.id)))
      errors.add(['attachments', index], 'ATTACHMENT_NOT_FOUND', 'Attachment data not found');
  });
  checkLength(attached?.count ?? 0, ['attachments'], { max: LIMITS.attachments }, errors);
}

function checkReferences(components: Component[], files: readonly string[], errors: FormErrors): void {
  for (const { file, media, items } of flatten(components)) {
    for (const url of [
      file?.url,
      media?.url,
      ...(Array.isArray(items) ? items : []).map((item) => item?.media?.url),
    ]) {
      const name = typeof url === 'string' && url.startsWith('attachment://') ? url.slice(13) : undefined;
      if (name !== undefined && !files.includes(name))
        errors.add(
          ['components'],
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          `The referenced attachment ${name} was not found`,
        );
    }
  }
}
