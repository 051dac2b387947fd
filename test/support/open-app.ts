import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Article, Feed } from '../../sandbox/feeds/feed.ts';
import { moveFeeds, openSandboxes, type Sandboxes } from '../../sandbox/sandboxes.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { type Service, start } from '../../src/main.ts';
import { createDatabase } from './database.ts';
import { net } from './until.ts';

/** The whole of Lookout on sandbox servers, with a clock that the test moves. */
export interface RunningApp {
  sandboxes: Sandboxes;
  service: Service;
  db: Db;
  /** Lines of the log so far, as JSON text. */
  log: string[];
  now(): Date;
  /** Where the database is, for another process. */
  databaseUrl: string;
  /** The environment that the service was started with. */
  env: Readonly<Record<string, string>>;
  /** Moves the clock and does not wait. */
  set(instant: string): void;
  /** Moves the clock to an instant (ISO 8601) and waits until Lookout has done all that is due there; so long it stands still. */
  at(instant: string): Promise<void>;
  /** The same, and the clock stands still until it is moved again. */
  stand(instant: string): Promise<void>;
  publish(source: string, ...articles: Article[]): void;
  /** Applies another community file, given as text; the feeds' addresses are moved to the local server. */
  apply(text: string): Promise<void>;
  /** Another process would do the same: stops the service and starts a new one. */
  restart(): Promise<void>;
  /** Stops the service, lets things happen without it, and starts a new one. */
  away(meanwhile: () => void | Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** The community that an app has unless it is given another. */
export const communityText = await readFile(new URL('../fixtures/community.yaml', import.meta.url), 'utf8');

/**
 * Starts Lookout at `from` (ISO 8601), its community applied and the feeds' baseline read.
 * @param more `community`: another community file, as text; `feeds`: more feeds than the two; `pace`: the platforms refuse
 *   whoever posts faster than they allow; `still`: the clock stands still but for when it is moved
 */
export async function openApp(
  from = '2026-11-20T06:00:00Z',
  env: Record<string, string> = {},
  more: { community?: string; feeds?: readonly Feed[]; pace?: boolean; still?: boolean } = {},
): Promise<RunningApp> {
  // It runs unless it is told to stand still: lanes wait by it.
  let standing: number | undefined;
  let offset = 0;
  const now = () => new Date(standing ?? Date.now() + offset);
  const set = (instant: string, still = more.still) => {
    standing = still ? Date.parse(instant) : undefined;
    offset = Date.parse(instant) - Date.now();
  };
  set(from);
  const feeds: Feed[] = [
    {
      path: 'journal.test/rss',
      title: 'Journal of Physics in Hospitals',
      format: 'rss',
      articles: [old('journal')],
    },
    { path: 'policy.test/atom', title: 'Department of Policy', format: 'atom', articles: [old('policy')] },
    ...(more.feeds ?? []),
  ];
  const database = await createDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'lookout-app-'));
  const given = join(folder, 'given.yaml');
  const file = join(folder, 'community.yaml');
  await writeFile(given, more.community ?? communityText);
  const sandboxes = await openSandboxes({
    community: given,
    feeds,
    now,
    pace: more.pace ?? false,
    answerMs: net,
  });
  await moveFeeds(given, file, sandboxes.feeds.url);
  const log: string[] = [];
  const all = { ...sandboxes.env, DATABASE_URL: database.url, LOOKOUT_PORT: '0', ...env };
  const begin = () =>
    start(all, { now, log: createLog('debug', [], { write: (line) => void log.push(line) }) });
  let service = await begin();
  const { db, close } = openDatabase(database.url, 4, 2 * net);
  await service.apply(file);
  await service.settled();
  return {
    sandboxes,
    get service() {
      return service;
    },
    db,
    log,
    now,
    databaseUrl: database.url,
    env: all,
    set: (instant) => set(instant),
    async at(instant) {
      set(instant, true);
      await service.settled();
      set(instant);
    },
    async stand(instant) {
      set(instant, true);
      await service.settled();
    },
    publish(path, ...articles) {
      for (const article of articles) sandboxes.feeds.publish(path, article);
    },
    async apply(text) {
      await writeFile(given, text);
      await moveFeeds(given, file, sandboxes.feeds.url);
      await service.apply(file);
    },
    async restart() {
      await service.stop();
      service = await begin();
    },
    async away(meanwhile) {
      await service.stop();
      await meanwhile();
      service = await begin();
    },
    async close() {
      await service.stop();
      await close();
      await sandboxes.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An article with a title that says all, published at an instant (ISO 8601). */
export function article(title: string, published: string): Article {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    title,
    link: `https://news.test/${slug}`,
    summary: `${title}, in more words.`,
    published: new Date(published),
  };
}

function old(name: string): Article {
  return article(`An old DICOM article of the ${name}`, '2026-11-01T09:00:00Z');
}
