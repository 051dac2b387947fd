import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Article, type Feed, mediaTypes, write } from './feed.ts';

/** What a broken feed gives: nothing but an error, a web page in its place, half a document, or an answer that never comes. */
export type Breakage = 'error' | 'page' | 'cut' | 'silence';

export interface FeedServer {
  /** Without a slash behind it. A feed stands at `url/path`. */
  url: string;
  feeds: readonly Feed[];
  /** How often each path was asked for. */
  calls: ReadonlyMap<string, number>;
  /** What is broken now, and how, by path. */
  broken: ReadonlyMap<string, Breakage>;
  /** Adds an article to a feed. @throws Error when there is no such feed */
  publish(path: string, article: Article): void;
  break(path: string, how: Breakage): void;
  mend(path: string): void;
  /** Calls the listener after every change of a feed; returns how to stop that. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Starts a server of feeds on loopback, with conditional requests as publishers serve them. */
export async function startFeeds(options: { feeds: readonly Feed[]; port?: number }): Promise<FeedServer> {
  const feeds = new Map(options.feeds.map((feed) => [feed.path, feed]));
  const broken = new Map<string, Breakage>();
  const calls = new Map<string, number>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const server = createServer((request, response) => {
    const path = decodeURI(request.url ?? '/').slice(1);
    const feed = feeds.get(path);
    if (!feed) return void response.writeHead(404).end('There is no feed here.');
    calls.set(path, (calls.get(path) ?? 0) + 1);
    const how = broken.get(path);
    if (how) return serveBroken(response, feed, how);
    const body = write(feed);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { 'content-type': mediaTypes[feed.format], etag }).end(body);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed).listen(options.port ?? 0, '127.0.0.1', done);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get feeds() {
      return [...feeds.values()];
    },
    calls,
    broken,
    publish(path, article) {
      const feed = feeds.get(path);
      if (!feed) throw new Error(`There is no feed at ${path}.`);
      feeds.set(path, { ...feed, articles: [...feed.articles, article] });
      changed();
    },
    break(path, how) {
      broken.set(path, how);
      changed();
    },
    mend(path) {
      broken.delete(path);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function serveBroken(response: ServerResponse, feed: Feed, how: Breakage): void {
  switch (how) {
    case 'error':
      response.writeHead(503, { 'retry-after': '600' }).end('Down for maintenance.');
      break;
    case 'page':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Sign in</title><p>Please sign in.');
      break;
    case 'cut': {
      const body = write(feed);
      response
        .writeHead(200, { 'content-type': mediaTypes[feed.format] })
        .end(body.slice(0, body.length / 2));
      break;
    }
    case 'silence':
      break;
  }
}
