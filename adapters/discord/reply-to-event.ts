import {
  type APIMessage,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  Routes,
} from 'discord.js';
import type { Reaction, ThreadReply } from '../../src/chat/incoming.ts';
import type { Desk } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import type { Channel, FindChannel } from './channel.ts';
import type { Call } from './client.ts';
import { CODE, isCode, problemOf } from './errors.ts';
import { readReaction, readThreadReply } from './events.ts';
import type { Poster } from './post.ts';
import { name as platform } from './settings.ts';

interface Parts {
  call: Call;
  find: FindChannel;
  desk: Desk;
  /** The bot's user id. */
  us: string;
  posts: Poster;
  log: Log;
}

/** Threads whose first message we know to be ours or not. */
const MOST = 5_000;

/**
 * Brings reactions to our messages, and replies in threads under them, to the desk, and what it says to the person. An
 * interaction can be answered where it happened (reply.ts), an event cannot. Both never reject.
 */
export function createEventReply({ call, find, desk, us, posts, log }: Parts) {
  const ours = new Map<string, boolean>();

  /** Does this thread hang from a message of ours? */
  async function hangsFromUs(thread: Channel): Promise<boolean> {
    const known = ours.get(thread.id);
    if (known !== undefined || !thread.parent) return known ?? false;
    const found = await call<APIMessage>('get', Routes.channelMessage(thread.parent, thread.id)).then(
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
    // Nobody waits here for words that only one person could see, so those go to them directly.
    if (reply.kind === 'whisper')
      await posts.post({ platform, person: person.id }, reply.message, {
        key: `whisper/${act}`,
        triedAt: null,
      });
    else if (reply.kind !== 'nothing')
      log.error(
        { act },
        'a form was to open where Discord cannot open one: on a reaction or a reply in a thread',
      );
  }

  async function quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
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
        const incoming = readThreadReply(data, thread);
        if (incoming && (await hangsFromUs(thread))) await bring(incoming);
      }),
  };
}
