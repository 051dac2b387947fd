import type { App } from '../app.ts';
import type { Tx } from '../db.ts';
import { FetchTrouble, fetchFeed } from './fetch.ts';
import { keepItems } from './keep.ts';
import { FeedUnreadable, parseFeed } from './parse.ts';
import { nextAfterSuccess, nextAfterTrouble } from './source.ts';

/** How feeds are read here. */
export interface Reading {
  /** Only for a sandbox and tests: lets a feed stand on an address that is not public. */
  allowPrivate: boolean;
  /** Who a publisher can write to; it is sent along. */
  contact: string | null;
}

type Part = Pick<App, 'db' | 'now' | 'log'>;
type Source = NonNullable<Awaited<ReturnType<Tx['source']['findUnique']>>>;

/**
 * Reads one source if it is due, and keeps what it shows. A feed's trouble is written on its row and stops nothing else;
 * only the database's own errors are thrown.
 */
export async function refresh(app: Part, reading: Reading, id: number): Promise<void> {
  const source = await app.db.source.findUnique({ where: { id } });
  if (!source || source.nextAt > app.now()) return;
  try {
    await read(app, reading, source);
  } catch (error) {
    if (!(error instanceof FetchTrouble || error instanceof FeedUnreadable)) throw error;
    await note(app, source, error.message, error instanceof FetchTrouble ? error.retryAfter : undefined);
  }
}

async function read(app: Part, reading: Reading, source: Source): Promise<void> {
  const fetched = await fetchFeed(
    { url: source.address, etag: source.etag, lastModified: source.lastModified },
    { ...reading, now: app.now },
  );
  const well = { trouble: null, troubleSince: null, failures: 0 };
  if (fetched.kind === 'unchanged') {
    const now = app.now();
    const nextAt = nextAfterSuccess(now, { maxAgeSeconds: fetched.maxAgeSeconds });
    await app.db.source.update({ where: { id: source.id }, data: { ...well, readAt: now, nextAt } });
    return;
  }
  if (fetched.kind === 'gone') {
    return note(
      app,
      source,
      'The publisher has taken this feed down for good. Please give its new address, or remove it.',
    );
  }
  const feed = await parseFeed(fetched);
  if (feed.items.length === 0 && (await app.db.sighting.findFirst({ where: { sourceId: source.id } }))) {
    return note(
      app,
      source,
      'The feed has no items, although it had some before. If this lasts, please check its address.',
    );
  }
  // Half a first look would make news of the other half. A feed that is cut each time is taken as it is at the fourth.
  const half = feed.truncated && source.readAt === null && source.failures < 3;
  const now = app.now();
  const nextAt = nextAfterSuccess(now, { ttlMinutes: feed.ttlMinutes, maxAgeSeconds: fetched.maxAgeSeconds });
  const news = await app.db.$transaction(async (tx) => {
    // Two readers of one source: the second waits here, and must not take the baseline for news.
    const [{ readAt }] = await tx.$queryRaw<[{ readAt: Date | null }]>`
      SELECT read_at AS "readAt" FROM source WHERE id = ${source.id} FOR UPDATE`;
    const count = await keepItems(tx, source, feed.items, { now, baseline: readAt === null });
    if (half) return count;
    // The validators go with the items: kept alone, they would hide what was lost.
    const { etag = null, lastModified = null } = feed.truncated ? {} : fetched;
    await tx.source.update({
      where: { id: source.id },
      data: { ...well, readAt: now, nextAt, etag, lastModified },
    });
    return count;
  });
  if (half) return note(app, source, 'The feed ended too early. Lookout will read it again before using it.');
  app.log.debug({ source: source.address, items: feed.items.length, news }, 'a feed was read');
}

/** Writes down what is wrong with a source, and when it is tried again. */
async function note(app: Part, source: Source, trouble: string, retryAfter?: number): Promise<void> {
  const now = app.now();
  const failures = source.failures + 1;
  const nextAt = nextAfterTrouble(now, failures, retryAfter);
  await app.db.source.update({
    where: { id: source.id },
    data: { trouble, troubleSince: source.troubleSince ?? now, failures, nextAt },
  });
  app.log.warn({ source: source.address, trouble, again: nextAt }, 'a feed could not be read');
}
