import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { mediaTypes, write } from '../../sandbox/feeds/feed.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { closeParser } from '../../src/sources/parse.ts';
import { refresh } from '../../src/sources/refresh.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { article } from '../support/open-app.ts';
import { net } from '../support/until.ts';

/** What a publisher answers. */
export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

export const minute = 60_000;

/** Sources, a server that gives what the test says, and a clock that the test moves; for all tests of a file. */
export function useReading() {
  let test: TestDatabase;
  let db: Db;
  let close: () => Promise<void>;
  let server: Server;
  let url: string;
  const clock = { at: Date.parse('2026-11-20T08:00:00Z') };
  const pages = new Map<string, Serve>();
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = [];
  const lines: string[] = [];
  const now = () => new Date(clock.at);
  const log = createLog('debug', [], { write: (line) => void lines.push(line) });
  const patience = { allowPrivate: true, contact: 'office@example.org', timeoutMilliseconds: net };

  beforeAll(async () => {
    test = await createDatabase();
    ({ db, close } = openDatabase(test.url, 6, 2 * net));
    server = createServer((request, response) => {
      const path = request.url!.slice(1);
      asked.push({ path, headers: request.headers });
      const serve = pages.get(path);
      if (serve) serve(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    closeParser();
    server.closeAllConnections();
    server.close();
    await close();
    await test.drop();
  });

  const row = (id: number) => db.source.findUniqueOrThrow({ where: { id } });
  const readNow = (id: number) => refresh({ db, now, log }, patience, id);
  return {
    get db() {
      return db;
    },
    clock,
    now,
    pages,
    /** Every request that came. */
    asked,
    /** Lines of the log. */
    lines,
    row,
    readNow,
    /** How long a server is waited for. */
    patience,
    /** Moves the clock to when the source is due, and reads it. */
    async read(id: number): Promise<void> {
      clock.at = Math.max(clock.at, (await row(id)).nextAt.getTime());
      await readNow(id);
    },
    async source(path: string): Promise<number> {
      const given = { address: `${url}/${path}`, name: path, kind: 'journal' as const, weight: 1 };
      return (await db.source.create({ data: { ...given, createdAt: now(), nextAt: now() } })).id;
    },
    async sightings(id: number): Promise<string[]> {
      const rows = await db.sighting.findMany({
        where: { sourceId: id },
        include: { item: true },
        orderBy: { itemId: 'asc' },
      });
      return rows.map(({ item, baseline }) => `${item.title}${baseline ? ' (baseline)' : ''}`);
    },
  };
}

/** An RSS feed of these titles; with `etag`, it is not sent to whoever has it. */
export function feed(titles: readonly string[], etag?: string, more: Record<string, string> = {}): Serve {
  const articles = titles.map((title) => article(title, '2026-11-19T09:00:00Z'));
  const body = write({ path: 'x', title: 'X', format: 'rss', articles });
  return (request, response) => {
    if (etag && request.headers['if-none-match'] === etag)
      return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { 'content-type': mediaTypes.rss, ...(etag ? { etag } : {}), ...more }).end(body);
  };
}
