/** The HTTP side: Web API calls, response addresses and uploads (to faults, the call `upload`), with faults and pace. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../faults.ts';
import { readArguments, readBody, readUpload } from './bodies.ts';
import { type Around, methods, neededScopes } from './methods.ts';
import type { Pace } from './pace.ts';
import { SlackRefusal } from './refuse.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Json } from './schema.ts';
import type { Workspace } from './workspace.ts';

export interface Serving {
  workspace: Workspace;
  around: () => Around;
  responseUrls: ResponseUrls;
  pace: Pace | undefined;
  /** `apps.connections.open`: gives a fresh address for a socket. */
  socketUrl: () => string;
}

interface Answer {
  status: number;
  json: Json;
  headers?: Record<string, string>;
}

/** Refuses the tokens that Slack would refuse, for this method. */
function authorise({ seed, revoked }: Workspace, method: string, token: string | undefined): void {
  if (method === 'api.test') return;
  if (!token) throw new SlackRefusal('not_authed');
  if (revoked.has(token)) throw new SlackRefusal('token_revoked');
  if (token !== seed.botToken && token !== seed.appToken) throw new SlackRefusal('invalid_auth');
  const wanted = method === 'apps.connections.open' ? seed.appToken : seed.botToken;
  if (token !== wanted) throw new SlackRefusal('not_allowed_token_type');
  const needed = neededScopes[method];
  if (needed && seed.scopes && !seed.scopes.includes(needed))
    throw new SlackRefusal('missing_scope', { needed, provided: seed.scopes.join(',') });
}

function perform(serving: Serving, name: string, token: string | undefined, args: Json): Json {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method && name !== 'apps.connections.open')
    throw new SlackRefusal('unknown_method', { req_method: name });
  authorise(serving.workspace, name, token);
  const channel = typeof args.channel === 'string' ? args.channel : '';
  const seconds = name === 'chat.postMessage' ? serving.pace?.admit(channel) : undefined;
  if (seconds) throw new SlackRefusal('ratelimited', {}, 429, { 'retry-after': String(seconds) });
  return method ? method(args, serving.around()) : { url: serving.socketUrl() };
}

function answerOf(act: () => Json): Answer {
  try {
    return { status: 200, json: { ok: true, ...act() } };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return {
      status: error.status,
      json: { ok: false, error: error.code, ...error.more },
      headers: error.headers,
    };
  }
}

function refusedBy(fault: Fault | undefined): Answer | undefined {
  if (fault?.kind === 'rate-limit') {
    const headers = { 'retry-after': String(fault.retryAfter ?? 1) };
    return { status: 429, json: { ok: false, error: 'ratelimited' }, headers };
  }
  if (fault?.kind === 'server-error')
    return { status: 503, json: { ok: false, error: 'service_unavailable' } };
  return undefined;
}

/** Does a call under a fault, writes it into the log, and answers (or does not): with JSON, or where all went well with `text`. */
async function call(
  serving: Serving,
  response: ServerResponse,
  name: string,
  args: Json,
  act: () => Json,
  text?: string,
) {
  const { workspace } = serving;
  const channel = typeof args.channel === 'string' ? args.channel : undefined;
  const fault = workspace.faults.strike(name, channel);
  const answer = refusedBy(fault) ?? answerOf(act);
  const { status, json } = answer;
  const shownStatus = fault?.kind === 'error-after-acceptance' ? 500 : status;
  workspace.calls.push({
    method: name,
    args,
    at: workspace.now().toISOString(),
    ok: json.ok === true,
    status: shownStatus,
    ...(typeof json.error === 'string' ? { error: json.error } : {}),
    ...(fault ? { fault: fault.kind } : {}),
  });
  workspace.changed();
  if (fault?.kind === 'lost-answer') return response.destroy();
  if (fault?.until) await fault.until;
  else if (fault?.kind === 'slow') await wait(fault.delay ?? 1000, undefined, { ref: false });
  const scopes = workspace.seed.scopes;
  response.writeHead(shownStatus, {
    'content-type': 'application/json; charset=utf-8',
    ...(scopes ? { 'x-oauth-scopes': scopes.join(',') } : {}),
    ...answer.headers,
  });
  if (text !== undefined && shownStatus === 200) return response.end(text);
  return response.end(JSON.stringify(shownStatus === 500 ? { ok: false, error: 'internal_error' } : json));
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse) {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const body = await readBody(request);
  const [, room, name = '', id = ''] = path.split('/');
  if (room === 'upload') {
    const file = serving.workspace.files.get(name);
    if (!file) return response.writeHead(404).end();
    const sent = await readUpload(request, body);
    const keep = () => {
      file.body = sent;
      return {};
    };
    return call(serving, response, 'upload', { file: name }, keep, `OK - ${sent.length}`);
  }
  const given = await readArguments(request, body);
  const { token, ...args } = given ?? {};
  const broken = () => {
    if (!given) throw new SlackRefusal('invalid_json');
  };
  if (room === 'response') {
    const channel = serving.responseUrls.channelOf(id) ?? '';
    return call(serving, response, 'response_url', { ...args, channel }, () => {
      broken();
      try {
        serving.responseUrls.use(id, args);
      } catch (error) {
        // Here Slack says the code and nothing more (slackapi/java-slack-sdk issue 1349).
        if (error instanceof SlackRefusal) throw new SlackRefusal(error.code, {}, 404);
        throw error;
      }
      return {};
    });
  }
  if (room === 'api' && name) {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    // A token in a JSON body does not count: Slack wants it in the header then.
    const json = request.headers['content-type']?.startsWith('application/json');
    // Nor anywhere but in the header when a socket is asked for (reference/methods/apps.connections.open).
    const inBody = !json && name !== 'apps.connections.open';
    const used = bearer ?? (inBody && typeof token === 'string' ? token : undefined);
    return call(serving, response, name, args, () => {
      broken();
      return perform(serving, name, used, args);
    });
  }
  return response.writeHead(404).end();
}

/** The server, not yet listening. */
export function createSlackServer(serving: Serving): Server {
  return createServer((request, response) => {
    serve(serving, request, response).catch((error: unknown) => {
      // A fault of the sandbox itself: make it loud rather than look like Slack.
      response.writeHead(500).end(`sandbox broke: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
}
