import { decode } from './decode.ts';
import { FeedUnreadable } from './fault.ts';
import { readJson } from './json-feed.ts';
import type { FeedDocument, ParsedFeed } from './parsed.ts';
import { readXml } from './xml-feed.ts';

/**
 * Reads a document in this thread, without bounds on time and memory: only the worker calls it, and tests that look at
 * what is read. Throws `FeedUnreadable`.
 */
export async function readFeed({ bytes, httpCharset, url }: FeedDocument): Promise<ParsedFeed> {
  const source = decode(bytes, httpCharset);
  const start = source.slice(0, 4096).replace(/^[\s\uFEFF\0]+/, '');
  if (start === '' && source.trim() === '') throw new FeedUnreadable('empty');
  if (start.startsWith('{')) return readJson(source.replace(/^[\s\uFEFF\0]+/, ''), url);
  return readXml(source, url);
}
