import type { Place, PostRef } from '../../src/chat/incoming.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Once, tooLate } from '../../src/chat/port.ts';
import type { Client } from './client.ts';
import { findByPostKey, type Where } from './find.ts';
import type { Show } from './pictures.ts';
import { postKeyOf } from './post-key.ts';
import { postRef } from './refs.ts';

export interface Poster {
  post(to: Place, message: Message, once: Once): Promise<PostRef>;
  edit(post: PostRef, message: Message): Promise<void>;
}

/** Posting and rewriting, as the port promises it. */
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

  return {
    async post(to, message, { key, triedAt, late }) {
      const us = await identity();
      const where: Where =
        'person' in to
          ? { channel: await conversation(to.person), thread: undefined }
          : { channel: to.channel, thread: to.thread };
      const found = triedAt && (await findByPostKey(call, us.user, where, key, triedAt));
      if (found) return postRef(us, where.channel, found, where.thread);
      if (late) throw tooLate();
      const { channel, ts } = await show(message, (rendered) =>
        call<{ channel: string; ts: string }>('chat.postMessage', {
          channel: where.channel,
          ...(where.thread ? { thread_ts: where.thread } : {}),
          ...rendered,
          ...quiet,
          unfurl_links: false,
          unfurl_media: false,
          metadata: postKeyOf(key),
        }),
      );
      return postRef(us, channel, ts, where.thread);
    },
    async edit(post, message) {
      // Without `metadata` the key stays, so that a late search still finds the message.
      await show(message, (rendered) =>
        call('chat.update', { channel: post.channel, ts: post.id, ...rendered, ...quiet }),
      );
    },
  };
}

/** Nothing in `text` becomes a link or a mention by itself. */
export const quiet = { link_names: false, parse: 'none' } as const;
