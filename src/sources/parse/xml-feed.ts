import RssParser from 'rss-parser';
import { authorNames } from './authors.ts';
import { oneLine, shorten } from './clean.ts';
import { parseDate } from './dates.ts';
import { doiIn, doiInAddress } from './doi.ts';
import { FeedUnreadable } from './fault.ts';
import { CUSTOM_FIELDS } from './fields.ts';
import { chooseLink, resolveLink } from './links.ts';
import type { ParsedFeed, ParsedItem } from './parsed.ts';
import { plainText } from './plain-text.ts';
import { repair } from './repair.ts';

/** An element as xml2js gives it. */
type Given = string | { _?: string; $?: Record<string, string> };
type Fields = Record<string, unknown>;

const LONGEST_SUMMARY = 1000;
const LONGEST_TITLE = 500;
const LONGEST_ID = 2000;

/** Reads RSS (all), RDF and Atom. Throws `FeedUnreadable`. */
export async function readXml(source: string, url: string): Promise<ParsedFeed> {
  const { xml, atom, truncated } = repair(source, url);
  // A new parser for each document: a shared one carries the error of one into the next.
  const parser = new RssParser<Fields, Fields>({
    customFields: { item: CUSTOM_FIELDS as never, feed: CUSTOM_FIELDS as never },
  });
  const feed = await parser.parseString(xml).catch((error) => {
    throw new FeedUnreadable('broken', error);
  });
  const ttlMinutes = lifetime(feed);
  const siteUrl = linkOf(feed, url);
  return {
    title: shorten(plainText(text(feed, 'x-title') || text(feed, 'x-dc-title')), LONGEST_TITLE),
    ...(siteUrl === null ? {} : { siteUrl }),
    ...(ttlMinutes === null ? {} : { ttlMinutes }),
    truncated,
    items: feed.items.map((item) => itemOf(item, url, atom)),
  };
}

function itemOf(item: Fields, url: string, atom: boolean): ParsedItem {
  const ids = given(item, 'x-id');
  const id = shortId(valueIn(ids[0]) || text(item, 'x-about'));
  const link = linkOf(item, url) ?? (atom ? null : permalink(ids[0], url));
  // Atom has elements of its own for these two; what Dublin Core says beside them is about something else.
  const title = text(item, 'x-title') || (atom ? '' : text(item, 'x-dc-title'));
  const container = plainText(text(item, 'x-journal')) || journalIn(text(item, 'x-source'));
  return {
    title: shorten(plainText(title), LONGEST_TITLE),
    link,
    id,
    published: firstDate(item, atom),
    summary: shorten(plainText(longest(item)), LONGEST_SUMMARY),
    authors: authorNames(
      ['x-creator', 'x-author', 'x-itunes-author']
        .map((name) => given(item, name).map(valueIn))
        .find(({ length }) => length) ?? [],
    ),
    doi: doiOf(item, id, link),
    ...(container ? { container: shorten(container, LONGEST_TITLE) } : {}),
  };
}

function given(fields: Fields, name: string): Given[] {
  const values = fields[name];
  return Array.isArray(values) ? (values as Given[]) : [];
}

function valueIn(value: Given | undefined): string {
  return (typeof value === 'string' ? value : (value?._ ?? '')).trim();
}

/** The first value of a field that is not empty. */
function text(fields: Fields, name: string): string {
  return given(fields, name).map(valueIn).find(Boolean) ?? '';
}

function longest(item: Fields): string {
  return text(item, 'x-description') || text(item, 'x-content') || text(item, 'x-dc-description');
}

function linkOf(fields: Fields, url: string): string | null {
  const links = given(fields, 'x-link').map((link) => {
    const { href, rel, type, base } = typeof link === 'string' ? {} : (link.$ ?? {});
    const chosen = resolveLink(valueIn(link) || href || '', base || url);
    return {
      href: chosen ?? '',
      ...(rel === undefined ? {} : { rel }),
      ...(type === undefined ? {} : { type }),
    };
  });
  return chooseLink(links.filter(({ href }) => href !== ''))?.href ?? null;
}

/** An RSS guid is the item's address unless it says that it is not (RSS 2.0, `isPermaLink`). */
function permalink(guid: Given | undefined, url: string): string | null {
  const denied = typeof guid === 'object' && /^\s*false\s*$/i.test(guid.$?.ispermalink ?? '');
  const value = valueIn(guid);
  return denied || !/^https?:\/\//i.test(value) ? null : resolveLink(value, url);
}

const DATES = ['x-published', 'x-dc-date', 'x-dcterms-date', 'x-prism-date', 'x-updated', 'x-created'];

/** When it was first published: the first of these that is a date at all. */
function firstDate(item: Fields, atom: boolean): Date | null {
  for (const name of DATES) {
    if (atom && name === 'x-dc-date') continue;
    for (const value of given(item, name)) {
      const date = parseDate(valueIn(value));
      if (date) return date;
    }
  }
  return null;
}

function doiOf(item: Fields, id: string | null, link: string | null): string | null {
  const named = ['x-prism-doi', 'x-identifier', 'x-arxiv-doi'].flatMap((name) =>
    given(item, name).map(valueIn),
  );
  for (const value of named) {
    const doi = doiIn(value);
    if (doi) return doi;
  }
  return (/^https?:/i.test(id ?? '') ? doiInAddress(id) : doiIn(id)) ?? doiInAddress(link);
}

/** PubMed names the journal in `dc:source`; others put the address of a feed there. */
function journalIn(source: string): string {
  return /^https?:|:\/\//i.test(source) ? '' : plainText(source);
}

const PERIODS = new Map(
  Object.entries({
    hourly: 60,
    daily: 1440,
    weekly: 10_080,
    monthly: 43_200,
    yearly: 525_600,
  }),
);

/** Minutes, from RSS `ttl` or the syndication module. */
function lifetime(feed: Fields): number | null {
  const ttl = Number(text(feed, 'x-ttl') || Number.NaN);
  if (Number.isFinite(ttl) && ttl > 0) return Math.round(ttl);
  const period = PERIODS.get(text(feed, 'x-period').toLowerCase());
  if (period === undefined) return null;
  const frequency = Number(text(feed, 'x-frequency') || 1);
  return Math.max(1, Math.round(period / (frequency > 0 ? frequency : 1)));
}

function shortId(value: string): string | null {
  const id = oneLine(value);
  return id === '' ? null : id.slice(0, LONGEST_ID);
}
