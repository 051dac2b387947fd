import { type APIChannel, type APIMessage, Routes } from 'discord.js';
import type { Place, PostRef } from '../../src/chat/incoming.ts';
import type { Message } from '../../src/chat/message.ts';
import { type ChatPlatform, tooLate } from '../../src/chat/port.ts';
import { type FindChannel, urlOf } from './channel.ts';
import type { Rest } from './client.ts';
import { troubleFrom } from './errors.ts';
import { findByPostKey } from './find.ts';
import { renderMessage } from './message.ts';
import { type Files, orInWords } from './pictures.ts';
import { nonceOf, postKeyOf } from './post-key.ts';
import { platform } from './refs.ts';
import { awake, inThread } from './thread.ts';

/** Where a message goes: the channel it will stand in, and how to open that if it is a thread. */
interface Target {
  channel: string;
  guild: string | null;
  hangsFrom?: string;
}

/**
 * Posting and redrawing over Discord's REST API.
 * A post is made once: its nonce makes Discord answer a repetition within some minutes with the message that stands, and
 * for later ones its mark is looked for.
 */
export function createPost(rest: Rest, find: FindChannel, files: Files): Pick<ChatPlatform, 'post' | 'edit'> {
  async function targetOf(to: Place): Promise<Target> {
    if ('person' in to) {
      const { id } = await rest<APIChannel>('post', Routes.userChannels(), {
        body: { recipient_id: to.person },
      });
      return { channel: id, guild: null };
    }
    const { guild } = await find(to.channel);
    return to.thread ? { channel: to.thread, guild, hangsFrom: to.channel } : { channel: to.channel, guild };
  }

  async function send(target: Target, message: Message, key: string): Promise<APIMessage> {
    const body = { ...renderMessage(message, postKeyOf(key)), nonce: nonceOf(key), enforce_nonce: true };
    const call = { body, files: await files(message) };
    const deed = () => rest<APIMessage>('post', Routes.channelMessages(target.channel), call);
    if (!target.hangsFrom) return awake(rest, target.channel, deed);
    const thread = { channel: target.hangsFrom, message: target.channel, name: message.summary };
    return inThread(rest, find, thread, deed);
  }

  return {
    async post(to, message, { key, triedAt, late }) {
      try {
        const target = await targetOf(to);
        const left = triedAt && (await findByPostKey(rest, target.channel, postKeyOf(key), triedAt));
        if (late && !left) throw tooLate();
        const { id } = left || (await orInWords(message, (shown) => send(target, shown, key)));
        return {
          platform,
          channel: target.channel,
          id,
          url: urlOf(target.guild, target.channel, id),
        };
      } catch (error) {
        throw troubleFrom(error);
      }
    },

    async edit(post: PostRef, message) {
      try {
        // The mark is lost here, and nobody misses it: what is edited has been recorded, so it is never looked for again.
        await orInWords(message, async (shown) => {
          const call = { body: renderMessage(shown), files: await files(shown) };
          return awake(rest, post.channel, () =>
            rest('patch', Routes.channelMessage(post.channel, post.id), call),
          );
        });
      } catch (error) {
        throw troubleFrom(error);
      }
    },
  };
}
