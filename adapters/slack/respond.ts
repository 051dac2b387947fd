import { Trouble } from '../../src/chat/port.ts';
import type { Origin } from './origin.ts';

/**
 * Answers what somebody did through Slack's `response_url` (docs.slack.dev, Handling user interaction).
 * @param callMs milliseconds that it may take
 * @throws when there is none, or it is spent, expired or away; Trouble `refused` when a block is not acceptable
 */
export async function respond(callMs: number, { answerTo }: Origin, body: object): Promise<void> {
  if (!answerTo) throw new Error('there is no address to answer to');
  const response = await fetch(answerTo, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(callMs),
  });
  const said = await response.text();
  // It does not say which block, or why.
  if (said.includes('invalid_blocks'))
    throw new Trouble('refused', 'Slack refuses an answer: invalid_blocks.');
  if (!response.ok || /"ok":\s*false/.test(said))
    throw new Error(`Slack did not accept the answer: ${response.status}`);
}
