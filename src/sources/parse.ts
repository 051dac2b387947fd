import { LARGEST_DOCUMENT } from './parse/decode.ts';
import { FeedUnreadable } from './parse/fault.ts';
import type { FeedDocument, ParsedFeed } from './parse/parsed.ts';
import { type Bounds, createThread } from './parse/thread.ts';

export { FeedUnreadable } from './parse/fault.ts';
export type { FeedDocument, ParsedFeed, ParsedItem } from './parse/parsed.ts';

export interface Parser {
  /**
   * Reads a feed: RSS of any kind, RDF, Atom or JSON Feed, in any encoding, repaired where it is broken. Throws `FeedUnreadable`,
   * whose message is a sentence for people. A feed with no items is no error here: only who knows what it held before can tell.
   */
  parse(document: FeedDocument): Promise<ParsedFeed>;
  /** Ends the reading thread. The process can end without it; a later `parse` starts another. */
  close(): Promise<void>;
}

/** Makes a reader that works in a thread of its own, bounded in time and memory, one document after another. */
export function createParser(bounds: Bounds): Parser {
  const thread = createThread(bounds);
  return {
    async parse(document) {
      if (document.bytes.length === 0) throw new FeedUnreadable('empty');
      if (document.bytes.length > LARGEST_DOCUMENT) throw new FeedUnreadable('too large');
      return thread.read(document);
    },
    close: () => thread.close(),
  };
}

/** The one of this process: 10 s and 256 MB for a document. */
export const { parse: parseFeed, close: closeParser } = createParser({
  milliseconds: 10_000,
  megabytes: 256,
});
