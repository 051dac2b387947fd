import { checkMessage, FLAG, type MessageCheck } from '../../sandbox/discord/check/message.ts';
import { ApiRefusal } from '../../sandbox/discord/rest/refusal.ts';

/** The faults found, as `path: CODE`; a refusal of another kind as its number; nothing if all is well. */
export function faults(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return error.body.errors ? flat(error.body.errors, '') : [String(error.body.code || error.status)];
  }
}

function flat(node: object, path: string): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    key === '_errors'
      ? value.map(({ code }: { code: string }) => `${path}: ${code}`)
      : flat(value, path ? `${path}.${key}` : key),
  );
}

export const of = (length: number) => 'x'.repeat(length);
export const list = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index));
export const button = (id: string, extra: object = {}) => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: id,
  ...extra,
});
export const row = (...components: object[]) => ({ type: 1, components });
export const text = (content: string) => ({ type: 10, content });
export const option = (value: string) => ({ label: value, value });
export const select = (extra: object = {}) => ({
  type: 3,
  custom_id: 's',
  options: [option('a'), option('b')],
  ...extra,
});
export const message = (body: Record<string, unknown>, about: MessageCheck = {}) =>
  faults(() => checkMessage(body, about));
export const v2 = (components: object[], extra: object = {}) =>
  message({ flags: FLAG.componentsV2, components, ...extra });
