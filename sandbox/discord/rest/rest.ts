import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../../faults.ts';
import type { Core } from '../core.ts';
import type { Call } from '../world.ts';
import { readBody } from './body.ts';
import type { createPace } from './pace.ts';
import { ApiRefusal, refuse } from './refusal.ts';
import { type Answer, findRoute, type Match, type Route } from './route.ts';

/** Answers one HTTP request as REST API version 10, with the faults and the pace that were set. */
export async function answerRest(
  core: Core,
  routes: readonly Route[],
  pace: ReturnType<typeof createPace>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://local');
  const path = url.pathname.replace(/^\/api(\/v10)?(?=\/)/, '');
  const method = request.method ?? 'GET';
  const match = url.pathname.startsWith('/api/') ? findRoute(routes, method, path) : undefined;
  const name = match ? `${match.route.method} ${match.route.path}` : `${method} ${path}`;
  const call: Call = { at: core.now(), method, route: name, path, body: undefined, status: 0 };
  const channel = match ? channelOf(core, match) : undefined;
  if (channel) call.channel = channel;
  core.world.calls.push(call);

  const fault = match ? core.faults.strike(name, channel) : undefined;
  if (fault) call.fault = fault.kind;
  const headers: Record<string, string> = {};
  const answer = await handle();
  call.status = answer.status;
  core.changed();
  if (fault?.until) await fault.until;
  else if (fault?.kind === 'slow') await pause(fault.delay ?? 1000, undefined, { ref: false });
  if (fault?.kind === 'lost-answer') {
    request.socket.destroy();
    return;
  }
  write(response, fault?.kind === 'error-after-acceptance' ? refused(refuse.serverError()) : answer, headers);

  async function handle(): Promise<Answer> {
    try {
      const body = await readBody(request);
      call.body = body.json;
      if (!match) throw refuse.notFound();
      if (!match.route.open && request.headers.authorization !== authorization(core))
        throw refuse.unauthorized();
      const slow = paceAnswer(core, pace, name, channel, match, fault, headers);
      if (slow) return slow;
      if (fault?.kind === 'server-error') throw refuse.unavailable();
      return match.route.handle({ core, params: match.params, query: url.searchParams, body });
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      call.code = error.body.code;
      return refused(error);
    }
  }
}

function authorization({ world }: Core): string | undefined {
  return world.token.revoked ? undefined : `Bot ${world.token.value}`;
}

function channelOf({ world }: Core, { params }: Match): string | undefined {
  if (params.channel) return params.channel;
  if (!params.token) return undefined;
  return [...world.interactions.values()].find(({ token }) => token === params.token)?.channelId;
}

/** The 429 that a fault or the pace asks for, if any; fills in the headers of the rate limit. */
function paceAnswer(
  core: Core,
  pace: ReturnType<typeof createPace>,
  name: string,
  channel: string | undefined,
  match: Match,
  fault: Fault | undefined,
  headers: Record<string, string>,
): Answer | undefined {
  if (fault?.kind === 'rate-limit') {
    const wait = fault.retryAfter ?? 1;
    Object.assign(headers, {
      'X-RateLimit-Limit': '5',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': (core.now().getTime() / 1000 + wait).toFixed(3),
      'X-RateLimit-Reset-After': wait.toFixed(3),
      'X-RateLimit-Bucket': 'sandboxfault',
      'X-RateLimit-Scope': 'user',
    });
    return limited(wait, false, headers);
  }
  const allowance = pace(name, channel, match.route.open === true);
  Object.assign(headers, allowance.headers);
  return allowance.allowed ? undefined : limited(allowance.retryAfter, allowance.global, headers);
}

function limited(retryAfter: number, global: boolean, headers: Record<string, string>): Answer {
  headers['Retry-After'] = String(Math.ceil(retryAfter));
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: retryAfter, global },
  };
}

function refused(refusal: ApiRefusal): Answer {
  return { status: refusal.status, body: refusal.body };
}

function write(response: ServerResponse, answer: Answer, headers: Record<string, string>): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, {
    ...headers,
    ...(answer.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}
