import {
  type APIMessage,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  Routes,
} from 'discord.js';
import type { Reaction, ThreadReply } from '../../src/chat/incoming.ts';
import type { ChatPlatform, Desk } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import type { Channel, FindChannel } from './channel.ts';
import type { Rest } from './client.ts';
import { CODE, isCode, problemOf } from './errors.ts';
import { readAnswer, readReaction } from './incoming.ts';
import { platform } from './refs.ts';

interface Hall {
  rest: Rest;
  find: FindChannel;
  desk: Desk;
  /** The bot's user id. */
  us: string;
  posts: Pick<ChatPlatform, 'post' | 'edit'>;
  log: Log;
}

/** Threads whose first message we know to be ours or not. */
const MOST = 5_000;

/** Brings reactions to our messages, and words in threads under them, to the desk. Both never reject. */
export function createMessages({ rest, find, desk, us, posts, log }: Hall) {
  const ours = new Map<string, boolean>();

  /** Does this thread hang from a message of ours? */
  async function hangsFromUs(thread: Channel): Promise<boolean> {
    const known = ours.get(thread.id);
    if (known !== undefined || !thread.parent) return known ?? false;
    const found = await rest<APIMessage>('get', Routes.channelMessage(thread.parent, thread.id)).then(
      ({ author }) => author.id === us,
      // A thread need not hang from a message, and the message may have been deleted.
      (error) => (isCode(error, CODE.unknownMessage) ? false : Promise.reject(error)),
    );
    ours.set(thread.id, found);
    if (ours.size > MOST) ours.delete(ours.keys().next().value!);
    return found;
  }

  async function bring(incoming: Reaction | ThreadReply): Promise<void> {
    const { act, person, post } = incoming;
    const reply = await desk.answer(incoming);
    if (reply.kind === 'redraw') return posts.edit(post, reply.message);
    // Nobody waits for an answer here that only one person could see, so it goes to them directly.
    if (reply.kind === 'whisper')
      await posts.post({ platform, person: person.id }, reply.message, {
        key: `whisper/${act}`,
        triedAt: null,
      });
    else if (reply.kind !== 'nothing')
      log.error({ act }, 'a form was to open where Discord cannot open one: on a reaction or an answer');
  }

  async function quietly(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      log.warn(problemOf(error), 'what somebody did on Discord could not be taken or answered');
    }
  }

  return {
    reaction: (data: GatewayMessageReactionAddDispatchData) =>
      quietly(async () => {
        if (data.message_author_id !== us) return;
        const incoming = readReaction(data, await find(data.channel_id), us);
        if (incoming) await bring(incoming);
      }),

    message: (data: GatewayMessageCreateDispatchData) =>
      quietly(async () => {
        if (data.author.bot || !data.guild_id) return;
        const thread = await find(data.channel_id);
        const incoming = readAnswer(data, thread);
        if (incoming && (await hangsFromUs(thread))) await bring(incoming);
      }),
  };
}
