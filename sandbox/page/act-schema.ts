import { z } from 'zod';
import type { Act } from './view.ts';

const id = z.string().min(1).max(300);
const text = z.string().max(20_000);
const where = { on: z.enum(['slack', 'discord']), person: id, channel: id };
const form = { on: where.on, person: id, form: id };
const title = z.string().trim().min(1).max(300);

const shape: z.ZodType<Act> = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('say'), text, thread: id.exactOptional(), ...where }),
  z.strictObject({ do: z.literal('command'), line: text, thread: id.exactOptional(), ...where }),
  z.strictObject({ do: z.literal('press'), message: id, id, ...where }),
  z.strictObject({ do: z.literal('choose'), message: id, id, values: z.array(text).max(100), ...where }),
  z.strictObject({ do: z.literal('react'), message: id, emoji: id, ...where }),
  z.strictObject({ do: z.literal('shortcut'), message: id, name: id, ...where }),
  z.strictObject({
    do: z.literal('submit'),
    fields: z.record(z.string(), z.union([text, z.array(text).max(100)])),
    ...form,
  }),
  z.strictObject({ do: z.literal('dismiss'), ...form }),
  z.strictObject({ do: z.literal('publish'), path: id, title, summary: z.string().trim().max(5_000) }),
  z.strictObject({ do: z.literal('break'), path: id, how: z.enum(['error', 'page', 'cut', 'silence']) }),
  z.strictObject({ do: z.literal('mend'), path: id }),
  z.strictObject({ do: z.literal('clock'), to: z.iso.datetime({ offset: true }) }),
  z.strictObject({
    do: z.literal('fault'),
    on: where.on,
    kind: z.enum(['rate-limit', 'lost-answer', 'server-error', 'disconnect']),
  }),
  z.strictObject({ do: z.literal('calm') }),
]);

/** An act as it came. Gives the act, or a sentence that says what is wrong with it. */
export function readAct(given: unknown): { act: Act } | { wrong: string } {
  const read = shape.safeParse(given);
  if (read.success) return { act: read.data };
  const complaints = read.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the act'}: ${message}`,
  );
  return { wrong: `The sandbox does not know this action (${complaints.join('; ')}).` };
}
