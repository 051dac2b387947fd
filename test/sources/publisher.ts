import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect } from 'vitest';
import { type Fetched, FetchTrouble } from '../../src/sources/fetch.ts';

/** Those of the test that runs; they are closed after it. */
export const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    }),
  );
});

/** A server on a free port of this machine; gives its address, without a final slash. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a fetch that must fail failed with. */
export async function trouble(fetching: Promise<Fetched>): Promise<FetchTrouble> {
  const error = await fetching.then(
    (fetched) => new Error(`no trouble: ${fetched.kind}`),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(FetchTrouble);
  return error as FetchTrouble;
}

/** The body of a fetch that must give a document. */
export async function textOf(fetching: Promise<Fetched>): Promise<string> {
  const fetched = await fetching;
  if (fetched.kind !== 'document') throw new Error(fetched.kind);
  return Buffer.from(fetched.bytes).toString();
}
