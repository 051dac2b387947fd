import type { Place, PostRef } from '../../src/chat/incoming.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Once, tooLate } from '../../src/chat/port.ts';
import type { Client } from './client.ts';
import { paged } from './people.ts';
import type { Show } from './pictures.ts';
import { postRef } from './refs.ts';

interface Where {
  channel: string;
  thread: string | undefined;
}

/** Message metadata that carries the key of a post (docs.slack.dev, Message metadata). */
const eventType = 'lookout_post';

export interface Poster {
  post(to: Place, message: Message, once: Once): Promise<PostRef>;
  edit(post: PostRef, message: Message): Promise<void>;
}

/** Posting and redrawing, as the port promises it. */
export function createPoster({ call, identity }: Client, show: Show): Poster {
  const direct = new Map<string, string>();

  /** A person's direct conversation; opening one that is open changes nothing. */
  async function conversation(person: string): Promise<string> {
    const known = direct.get(person);
    if (known) return known;
    const { channel } = await call<{ channel: { id: string } }>('conversations.open', { users: person });
    direct.set(person, channel.id);
    return channel.id;
  }

  /** What an earlier try of this post left: the time of the message that carries its key. */
  async function left({ channel, thread }: Where, key: string, since: Date): Promise<string | undefined> {
    const { user } = await identity();
    // Slack's clock and ours differ.
    const oldest = ((since.getTime() - 60_000) / 1000).toFixed(6);
    const range = { channel, oldest, include_all_metadata: true };
    const messages = thread
      ? await paged<Standing>(call, 'conversations.replies', { ...range, ts: thread }, 'messages')
      : await paged<Standing>(call, 'conversations.history', range, 'messages');
    return messages.find(
      (message) =>
        message.user === user && message.metadata?.event_payload?.key === key && message.ts !== thread,
    )?.ts;
  }

  return {
    async post(to, message, { key, triedAt, late }) {
      const us = await identity();
      const where: Where =
        'person' in to
          ? { channel: await conversation(to.person), thread: undefined }
          : { channel: to.channel, thread: to.thread };
      const found = triedAt && (await left(where, key, triedAt));
      if (found) return postRef(us, where.channel, found, where.thread);
      if (late) throw tooLate();
      const { channel, ts } = await show(message, (drawn) =>
        call<{ channel: string; ts: string }>('chat.postMessage', {
          channel: where.channel,
          ...(where.thread ? { thread_ts: where.thread } : {}),
          ...drawn,
          ...quiet,
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: eventType, event_payload: { key } },
        }),
      );
      return postRef(us, channel, ts, where.thread);
    },
    async edit(post, message) {
      // Without `metadata` the key stays, so that a late search still finds the message.
      await show(message, (drawn) =>
        call('chat.update', { channel: post.channel, ts: post.id, ...drawn, ...quiet }),
      );
    },
  };
}

/** Nothing in `text` becomes a link or a mention by itself. */
export const quiet = { link_names: false, parse: 'none' } as const;

interface Standing {
  ts: string;
  user?: string;
  metadata?: { event_payload?: { key?: unknown } };
}
