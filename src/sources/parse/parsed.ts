/** One entry of a feed, ready to be kept. All text is plain, well-formed Unicode with its white space folded. */
export interface ParsedItem {
  /** Empty where the feed gives none. */
  title: string;
  /** An absolute http(s) address. */
  link: string | null;
  /** The feed's own id (`guid`, `atom:id`, `rdf:about`, JSON `id`), as given. Counts only within its feed. */
  id: string | null;
  /** Null where the feed gives none, or none that can be believed: then the item is dated by when it was first seen. */
  published: Date | null;
  /** At most 1,000 characters, cut at a word. Empty where the feed gives none. */
  summary: string;
  authors: string[];
  /** In lower case, without `https://doi.org/`. */
  doi: string | null;
  /** The journal that the item appeared in, where the feed says so. */
  container?: string;
}

export interface ParsedFeed {
  title: string;
  /** The web page that the feed belongs to. */
  siteUrl?: string;
  /** How long the publisher says that the feed may be kept (RSS `ttl`, `sy:updatePeriod`). Not clamped. */
  ttlMinutes?: number;
  /** The document ended too early; the items are those that were complete. */
  truncated: boolean;
  items: ParsedItem[];
}

export interface FeedDocument {
  bytes: Uint8Array;
  /** The charset that the HTTP header named. */
  httpCharset?: string;
  /** The address it was read from: relative links start here. */
  url: string;
}
