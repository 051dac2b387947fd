import type { App } from '../../src/app.ts';
import { createDesk } from '../../src/chat/desk.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { features } from '../../src/features.ts';
import { readPayload } from './payload.ts';

/**
 * What a recorded payload leads to, by the real handlers. Nothing is sent to a platform.
 * @returns null when nobody waits for it
 * @throws Error when it is no payload of a platform
 */
export async function receive(
  app: App,
  payload: unknown,
): Promise<{ incoming: Incoming; reply: Reply } | null> {
  const desk = createDesk(app, features);
  const incoming = readPayload(payload, desk.shortcuts);
  return incoming && { incoming, reply: await desk.answer(incoming) };
}
