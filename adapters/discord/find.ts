import { type APIMessage, Routes } from 'discord.js';
import type { Rest } from './client.ts';
import { CODE, isCode } from './errors.ts';
import { type PostKey, postKeyIn } from './post-key.ts';

const DISCORD_EPOCH = 1_420_070_400_000;
/** Our clock and Discord's may differ. */
const CLOCK_SKEW_MS = 60_000;
/** The most that Discord gives at once (docs.discord.com, Get Channel Messages). */
const PAGE = 100;

/**
 * Looks for a message that bears this mark among those since a moment, oldest first. Ours show their components to us
 * without the message content intent. Rejects as `Rest` does.
 */
export async function findByPostKey(
  rest: Rest,
  channel: string,
  mark: PostKey,
  since: Date,
): Promise<APIMessage | undefined> {
  let after = String(BigInt(Math.max(0, since.getTime() - CLOCK_SKEW_MS - DISCORD_EPOCH)) << 22n);
  for (;;) {
    const page = await messagesAfter(rest, channel, after);
    const found = page.find((message) => sameMark(postKeyIn(message), mark));
    if (found || page.length < PAGE) return found;
    after = page.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
  }
}

async function messagesAfter(rest: Rest, channel: string, after: string): Promise<APIMessage[]> {
  try {
    return await rest<APIMessage[]>('get', Routes.channelMessages(channel), {
      query: { after, limit: String(PAGE) },
    });
  } catch (error) {
    // A thread that was never opened holds nothing; if a channel is gone, posting to it will say so.
    if (isCode(error, CODE.unknownChannel)) return [];
    throw error;
  }
}

function sameMark(one: PostKey | undefined, other: PostKey): boolean {
  return one?.[0] === other[0] && one[1] === other[1];
}
