import type { Json } from './schema.ts';

/** A "no" of the Web API: `{ ok: false, error: code, … }`, sent with status 200 as Slack does. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly more: Json;
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(code: string, more: Json = {}, status = 200, headers: Record<string, string> = {}) {
    super(code);
    this.name = 'SlackRefusal';
    this.code = code;
    this.more = more;
    this.status = status;
    this.headers = headers;
  }
}

/** Refuses with a code of Slack's; `messages` go into `response_metadata` as `[ERROR] …`. */
export function refuse(code: string, messages: string[] = []): never {
  if (messages.length === 0) throw new SlackRefusal(code);
  throw new SlackRefusal(code, {
    errors: messages,
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
