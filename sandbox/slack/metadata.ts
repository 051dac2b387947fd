import { limits } from './limits.ts';
import { isObject } from './schema.ts';

/**
 * The error code that Slack gives for message metadata (messaging/message-metadata), or undefined when it accepts it:
 * `event_type` is a word of letters, digits, `_ . -`, `event_payload` an object of values that are not nested too far.
 */
export function metadataError(metadata: unknown): string | undefined {
  if (!isObject(metadata)) return 'invalid_metadata_format';
  const { event_type: type, event_payload: payload, ...rest } = metadata;
  if (typeof type !== 'string' || !/^[\w.:-]{1,255}$/.test(type)) return 'invalid_metadata_format';
  if (!isObject(payload)) return 'invalid_metadata_format';
  // Slack names two more members, for entities and work objects; nothing else belongs here.
  if (Object.keys(rest).some((name) => name !== 'entities')) return 'invalid_metadata_format';
  if (Buffer.byteLength(JSON.stringify(metadata)) > limits.metadataBytes) return 'metadata_too_large';
  return undefined;
}
