import { z } from 'zod';
import { authorNames } from './authors.ts';
import { oneLine, shorten } from './clean.ts';
import { parseDate } from './dates.ts';
import { doiIn, doiInAddress } from './doi.ts';
import { FeedUnreadable } from './fault.ts';
import { resolveLink } from './links.ts';
import type { ParsedFeed, ParsedItem } from './parsed.ts';
import { plainText } from './plain-text.ts';
import { MOST_ITEMS } from './repair.ts';

/** Numbers where texts belong are read as texts (JSON Feed 1.1 asks so of ids); anything else is left out. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const address = z.string().optional().catch(undefined);
const author = z.object({ name: text }).catch({ name: undefined });
const authors = z.array(author).optional().catch(undefined);

const Item = z.object({
  id: text,
  url: address,
  external_url: address,
  title: text,
  summary: text,
  content_text: text,
  content_html: text,
  date_published: text,
  date_modified: text,
  authors,
  author: author.optional(),
});

const Feed = z.object({
  version: z.string().optional().catch(undefined),
  title: text,
  home_page_url: address,
  items: z.array(z.unknown()),
});

/** Reads JSON Feed 1.0 and 1.1 (jsonfeed.org). One bad item or field does not spoil the others. Throws `FeedUnreadable`. */
export function readJson(source: string, url: string): ParsedFeed {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    throw new FeedUnreadable(/jsonfeed\.org/.test(source.slice(0, 2000)) ? 'broken' : 'not a feed', error);
  }
  const feed = Feed.safeParse(json);
  if (!feed.success) throw new FeedUnreadable('not a feed', feed.error);
  const siteUrl = resolveLink(feed.data.home_page_url ?? '', url);
  return {
    title: shorten(plainText(feed.data.title ?? ''), 500),
    ...(siteUrl === null ? {} : { siteUrl }),
    truncated: feed.data.items.length > MOST_ITEMS,
    items: feed.data.items.slice(0, MOST_ITEMS).flatMap((given) => {
      const item = Item.safeParse(given);
      return item.success ? [itemOf(item.data, url)] : [];
    }),
  };
}

function itemOf(item: z.infer<typeof Item>, url: string): ParsedItem {
  const id = item.id === undefined ? null : oneLine(item.id).slice(0, 2000) || null;
  const link =
    resolveLink(item.url || item.external_url || '', url) ??
    (/^https?:\/\//i.test(id ?? '') ? resolveLink(id!, url) : null);
  const content = item.content_html ?? item.content_text ?? '';
  return {
    title: shorten(plainText(item.title ?? ''), 500),
    link,
    id,
    published: parseDate(item.date_published ?? '') ?? parseDate(item.date_modified ?? ''),
    summary: shorten(plainText(item.summary || content), 1000),
    authors: authorNames((item.authors ?? [item.author]).flatMap((one) => one?.name ?? [])),
    doi: (/^https?:/i.test(id ?? '') ? doiInAddress(id) : doiIn(id)) ?? doiInAddress(link),
  };
}
