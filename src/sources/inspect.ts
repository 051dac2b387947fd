import { FetchTrouble, fetchFeed } from './fetch.ts';
import { FeedUnreadable, parseFeed } from './parse.ts';
import type { Reading } from './refresh.ts';

/**
 * Reads a feed as `refresh` would, and keeps nothing.
 * @returns how many items it holds, or a sentence on what is wrong with it
 */
export async function inspect(
  address: string,
  reading: Reading,
): Promise<{ items: number } | { trouble: string }> {
  try {
    const fetched = await fetchFeed({ url: address }, reading);
    if (fetched.kind !== 'document') return { trouble: 'The publisher has taken this feed down for good.' };
    const { items } = await parseFeed(fetched);
    return { items: items.length };
  } catch (error) {
    if (error instanceof FetchTrouble || error instanceof FeedUnreadable) return { trouble: error.message };
    throw error;
  }
}
