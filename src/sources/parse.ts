import { LARGEST_DOCUMENT } from './parse/decode.ts';
import { FeedUnreadable } from './parse/fault.ts';
import type { FeedDocument, ParsedFeed } from './parse/parsed.ts';
import { createThread } from './parse/thread.ts';

export { FeedUnreadable } from './parse/fault.ts';
export type { FeedDocument, ParsedFeed, ParsedItem } from './parse/parsed.ts';

const thread = createThread({ milliseconds: 10_000, megabytes: 256 });

/**
 * Reads a feed: RSS of any kind, RDF, Atom or JSON Feed, in any encoding, repaired where it is broken. Works in a thread of
 * its own, bounded in time (10 s) and memory (256 MB), one document after another. Throws `FeedUnreadable`, whose message
 * is a sentence for people. A feed with no items is no error here: only who knows what it held before can tell.
 */
export async function parseFeed(document: FeedDocument): Promise<ParsedFeed> {
  if (document.bytes.length === 0) throw new FeedUnreadable('empty');
  if (document.bytes.length > LARGEST_DOCUMENT) throw new FeedUnreadable('too large');
  return thread.read(document);
}

/** Ends the reading thread. The process can end without it; a later `parseFeed` starts another. */
export async function closeParser(): Promise<void> {
  await thread.close();
}
