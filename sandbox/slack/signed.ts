/** HTTP mode: requests signed as Slack signs them (authentication/verifying-requests-from-slack). */

import { createHmac } from 'node:crypto';
import type { Json } from './schema.ts';

/** A payload's kind decides how it is written: commands as a form, interactions as a form with `payload`, events as JSON. */
export type Kind = 'slash_commands' | 'interactive' | 'events_api';

export interface Retry {
  attempt: number;
  reason: string;
}

/** The body of a request and its content type, exactly as Slack writes them. */
export function written(kind: Kind, payload: Json): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const form = 'application/x-www-form-urlencoded';
  if (kind === 'interactive') {
    return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), type: form };
  }
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
  return { body: new URLSearchParams(fields).toString(), type: form };
}

/** Sends a signed request; `signal` hangs up, as Slack does when it has waited enough. Gives the status and what the app answered, parsed where it is JSON. */
export async function sendSigned(
  url: string,
  secret: string,
  kind: Kind,
  payload: Json,
  at: Date,
  signal: AbortSignal,
  retry?: Retry,
): Promise<{ status: number; body: unknown }> {
  const { body, type } = written(kind, payload);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...(retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {}),
    },
    body,
    redirect: 'manual',
    signal,
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: json && text ? JSON.parse(text) : text };
}
