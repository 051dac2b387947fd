import { type APIChannel, type APIMessage, Routes } from 'discord.js';
import type { Place, PostRef } from '../../src/chat/incoming.ts';
import type { Message } from '../../src/chat/message.ts';
import { type ChatPlatform, tooLate } from '../../src/chat/port.ts';
import type { FindChannel } from './channel.ts';
import type { Call } from './client.ts';
import { toTrouble } from './errors.ts';
import { findByPostKey } from './find.ts';
import { renderMessage } from './message.ts';
import { type Files, orInWords } from './pictures.ts';
import { nonceOf, postKeyOf } from './post-key.ts';
import { postRef } from './refs.ts';
import { awake, inThread } from './thread.ts';

export type Poster = Pick<ChatPlatform, 'post' | 'edit'>;

/** Where a message goes: the channel it will be in, and how to open that if it is a thread. */
interface Target {
  channel: string;
  guild: string | null;
  hangsFrom?: string;
}

/**
 * Posting and rewriting over Discord's REST API.
 * A post is made once: its nonce makes Discord answer a repetition within some minutes with the message that is there, and
 * for later ones its post key is looked for.
 */
export function createPoster(call: Call, find: FindChannel, files: Files): Poster {
  async function targetOf(to: Place): Promise<Target> {
    if ('person' in to) {
      const { id } = await call<APIChannel>('post', Routes.userChannels(), {
        body: { recipient_id: to.person },
      });
      return { channel: id, guild: null };
    }
    const { guild } = await find(to.channel);
    return to.thread ? { channel: to.thread, guild, hangsFrom: to.channel } : { channel: to.channel, guild };
  }

  async function postTo(target: Target, message: Message, key: string): Promise<APIMessage> {
    const body = { ...renderMessage(message, postKeyOf(key)), nonce: nonceOf(key), enforce_nonce: true };
    const sent = { body, files: await files(message) };
    const send = () => call<APIMessage>('post', Routes.channelMessages(target.channel), sent);
    if (!target.hangsFrom) return awake(call, target.channel, send);
    const thread = { channel: target.hangsFrom, message: target.channel, name: message.summary };
    return inThread(call, find, thread, send);
  }

  return {
    async post(to, message, { key, triedAt, late }) {
      try {
        const target = await targetOf(to);
        const left = triedAt && (await findByPostKey(call, target.channel, postKeyOf(key), triedAt));
        if (late && !left) throw tooLate();
        const { id } = left || (await orInWords(message, (shown) => postTo(target, shown, key)));
        return postRef({ id, channel_id: target.channel }, target.guild);
      } catch (error) {
        throw toTrouble(error);
      }
    },

    async edit(post: PostRef, message) {
      try {
        // The post key is lost here, and nobody misses it: what is edited has been recorded, so it is never looked for again.
        await orInWords(message, async (shown) => {
          const sent = { body: renderMessage(shown), files: await files(shown) };
          return awake(call, post.channel, () =>
            call('patch', Routes.channelMessage(post.channel, post.id), sent),
          );
        });
      } catch (error) {
        throw toTrouble(error);
      }
    },
  };
}
