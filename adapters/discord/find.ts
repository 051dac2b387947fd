import { type APIMessage, Routes } from 'discord.js';
import type { Call } from './client.ts';
import { CODE, isCode } from './errors.ts';
import { type PostKey, postKeyIn } from './post-key.ts';

const DISCORD_EPOCH = 1_420_070_400_000;
/** Our clock and Discord's may differ. */
const CLOCK_SKEW_MS = 60_000;
/** The most that Discord gives at once (docs.discord.com, Get Channel Messages). */
const PAGE = 100;

/**
 * Looks for a message that carries this post key among those since a moment, oldest first. Our own messages show us their
 * components without the message content intent. Rejects as `Call` does.
 */
export async function findByPostKey(
  call: Call,
  channel: string,
  postKey: PostKey,
  since: Date,
): Promise<APIMessage | undefined> {
  let after = String(BigInt(Math.max(0, since.getTime() - CLOCK_SKEW_MS - DISCORD_EPOCH)) << 22n);
  for (;;) {
    const page = await messagesAfter(call, channel, after);
    const found = page.find((message) => isSame(postKeyIn(message), postKey));
    if (found || page.length < PAGE) return found;
    after = page.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
  }
}

async function messagesAfter(call: Call, channel: string, after: string): Promise<APIMessage[]> {
  try {
    return await call<APIMessage[]>('get', Routes.channelMessages(channel), {
      query: { after, limit: String(PAGE) },
    });
  } catch (error) {
    // A thread that was never opened has no messages; if a channel is gone, posting to it will say so.
    if (isCode(error, CODE.unknownChannel)) return [];
    throw error;
  }
}

function isSame(one: PostKey | undefined, other: PostKey): boolean {
  return one?.[0] === other[0] && one[1] === other[1];
}
