import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandboxes } from '../sandboxes.ts';
import { perform } from './act.ts';
import type { Time } from './act-on-sandboxes.ts';
import { readAct } from './act-schema.ts';
import { type Assets, loadAssets } from './assets.ts';
import { createEvents, type Events } from './events.ts';
import { findFile } from './files.ts';
import { checkMethod, checkSender, GateRefusal, guards, readJson } from './gate.ts';
import { hideSecrets } from './hide.ts';
import { look } from './look.ts';
import type { Answer } from './view.ts';

export interface PageServer {
  /** `http://127.0.0.1:4300`, without a slash at its end. */
  url: string;
  /** Why there is no page to see though the state and the acts are served, as a sentence. */
  trouble?: string;
  close(): Promise<void>;
}

const jsonType = 'application/json; charset=utf-8';

interface RunningApp {
  sandboxes: Sandboxes;
  clock: Time;
  assets: Assets;
  events: Events;
}

/**
 * Serves one page on loopback on which a person sees both servers and acts on them.
 * @param options `port`: 4300 if left out, and the next free one where that is taken; 0 takes any
 */
export async function servePage(
  sandboxes: Sandboxes,
  options: { clock: Time; port?: number },
): Promise<PageServer> {
  const assets = await loadAssets();
  const events = createEvents();
  const lookout = { sandboxes, clock: options.clock, assets, events };
  const server = createServer((request, response) => {
    answer(lookout, portOf(server), request, response).catch((error: unknown) =>
      refuse(request, response, error),
    );
  });
  const stops = [sandboxes.slack, sandboxes.discord, sandboxes.feeds].map((side) =>
    side.onChange(events.changed),
  );
  await listen(server, options.port ?? 4300);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    ...(assets.trouble ? { trouble: assets.trouble } : {}),
    async close() {
      for (const stop of stops) stop();
      events.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function answer(
  { sandboxes, clock, assets, events }: RunningApp,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  checkSender(request, port);
  const path = (request.url ?? '/').split('?')[0]!;
  if (path === '/api/act') {
    checkMethod(request, ['POST']);
    const read = readAct(await readJson(request));
    if ('wrong' in read) throw new GateRefusal(400, read.wrong);
    const done = await perform(sandboxes, clock, read.act);
    // Not every change behind the scenes is one that a server tells of.
    events.changed();
    json(response, 200, done);
    return;
  }
  checkMethod(request, ['GET', 'HEAD']);
  const file = findFile(sandboxes, path);
  const asset = assets.files.get(path);
  if (path === '/api/events') events.follow(response, guards);
  else if (path === '/api/state') {
    const text = JSON.stringify(look(sandboxes, clock, events.revision));
    send(response, 200, jsonType, hideSecrets(text, sandboxes));
  } else if (file) send(response, 200, file.type, file.body, file.headers);
  else if (asset) send(response, 200, asset.type, asset.body);
  else if (assets.trouble && ['/', '/page.js'].includes(path)) throw new GateRefusal(503, assets.trouble);
  else throw new GateRefusal(404, 'There is nothing here.');
}

/** Scripts get every refusal as JSON, browsers as plain text. */
function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known = error instanceof GateRefusal;
  if (!known && !response.destroyed) console.error('sandbox/page:', error);
  const { status, message, headers } = known
    ? error
    : new GateRefusal(500, 'Something went wrong in the sandbox. Its terminal says more.');
  if (response.headersSent) response.destroy();
  else if (request.url?.startsWith('/api/')) json(response, status, { ok: false, why: message }, headers);
  else send(response, status, 'text/plain; charset=utf-8', message, headers);
}

function json(response: ServerResponse, status: number, body: Answer, headers = {}): void {
  send(response, status, jsonType, JSON.stringify(body), headers);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: Buffer | string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...guards, ...headers, 'content-type': type }).end(body);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Listens on the port, or on one of the twenty above it. @throws Error when all are taken */
async function listen(server: Server, first: number): Promise<void> {
  for (let port = first; ; port += 1) {
    try {
      return await new Promise<void>((done, failed) => {
        server.once('error', failed).listen(port, '127.0.0.1', () => {
          server.off('error', failed);
          done();
        });
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port >= first + 20) throw error;
    }
  }
}
