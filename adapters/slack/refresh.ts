import type { Message } from '../../src/chat/message.ts';
import { Trouble } from '../../src/chat/port.ts';
import type { Call } from './client.ts';
import { pause } from './pause.ts';
import type { Show } from './pictures.ts';
import { quiet } from './post.ts';

/** Changes a message of ours that people touch. @throws Trouble */
export type Refresher = (post: { channel: string; ts: string }, message: Message) => Promise<void>;

/** So many failures in a row are a reason to give up. */
const MOST_FAILURES = 5;

/**
 * Rewrites messages that people touch: many may press at once, and Slack takes some fifty `chat.update` a minute. So each
 * message has one call on its way at most, and of all that wait for it only the newest is shown.
 */
export function createRefresher(call: Call, show: Show): Refresher {
  const wanted = new Map<string, Message>();
  const working = new Map<string, Promise<void>>();

  async function work(key: string, { channel, ts }: { channel: string; ts: string }): Promise<void> {
    for (let failed = 0, message = wanted.get(key); message; message = wanted.get(key)) {
      wanted.delete(key);
      try {
        await show(message, (rendered) => call('chat.update', { channel, ts, ...rendered, ...quiet }));
        failed = 0;
      } catch (error) {
        failed += 1;
        const passing = error instanceof Trouble && (error.kind === 'busy' || error.kind === 'unsure');
        if (!passing || failed >= MOST_FAILURES) throw error;
        // Writing it twice does no harm, and a count that stays behind does.
        if (!wanted.has(key)) wanted.set(key, message);
        await pause(Math.max(error.wait, 200));
      }
    }
  }

  return (post, message) => {
    const key = `${post.channel}/${post.ts}`;
    wanted.set(key, message);
    const busy = working.get(key);
    if (busy) return busy;
    const started = work(key, post).finally(() => {
      wanted.delete(key);
      working.delete(key);
    });
    working.set(key, started);
    return started;
  };
}
