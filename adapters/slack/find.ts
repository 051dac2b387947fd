import { type Call, paged } from './client.ts';
import { postKeyIn } from './post-key.ts';

/** Our clock and Slack's may differ. */
const CLOCK_SKEW_MS = 60_000;

/** A conversation, or a thread in it by the time of the message that it hangs from. */
export interface Where {
  channel: string;
  thread: string | undefined;
}

/**
 * Looks for a message of ours that carries this post key among those since a moment. @throws Trouble
 * @param us the app's user id
 * @returns its `ts`
 */
export async function findByPostKey(
  call: Call,
  us: string,
  { channel, thread }: Where,
  key: string,
  since: Date,
): Promise<string | undefined> {
  const oldest = ((since.getTime() - CLOCK_SKEW_MS) / 1000).toFixed(6);
  const range = { channel, oldest, include_all_metadata: true };
  const messages = thread
    ? await paged<Posted>(call, 'conversations.replies', { ...range, ts: thread }, 'messages')
    : await paged<Posted>(call, 'conversations.history', range, 'messages');
  return messages.find(
    (message) => message.user === us && postKeyIn(message) === key && message.ts !== thread,
  )?.ts;
}

interface Posted {
  ts: string;
  user?: string;
  metadata?: { event_payload?: { key?: unknown } };
}
