import { checkLength, isObject } from './fields.ts';
import type { FormErrors } from './form-errors.ts';
import { LIMITS } from './limits.ts';

/** Who a message may notify (resources/message#allowed-mentions-object). */
export interface AllowedMentions {
  parse?: string[];
  users?: string[];
  roles?: string[];
  replied_user?: boolean;
}

const KINDS = ['roles', 'users', 'everyone'];

/** Checks `allowed_mentions`: known kinds, at most 100 ids, and a kind not both parsed and listed. */
export function checkAllowedMentions(value: unknown, errors: FormErrors): void {
  if (value === undefined || value === null) return;
  const path = ['allowed_mentions'];
  if (!isObject(value)) {
    errors.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return;
  }
  const parse = Array.isArray(value.parse) ? value.parse : [];
  parse.forEach((kind, index) => {
    if (!KINDS.includes(kind))
      errors.add(
        [...path, 'parse', index],
        'BASE_TYPE_CHOICES',
        "Value must be one of ('roles', 'users', 'everyone').",
      );
  });
  for (const kind of ['users', 'roles']) {
    const ids = value[kind];
    if (!Array.isArray(ids)) continue;
    checkLength(ids.length, [...path, kind], { max: LIMITS.mentionedIds }, errors);
    ids.forEach((id, index) => {
      if (!/^\d{1,20}$/.test(String(id)))
        errors.add([...path, kind, index], 'NUMBER_TYPE_COERCE', `Value "${String(id)}" is not snowflake.`);
    });
    if (parse.includes(kind) && ids.length > 0)
      errors.add(
        path,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  }
}
