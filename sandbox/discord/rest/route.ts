import type { Core } from '../core.ts';
import type { Body } from './body.ts';

/** One request, as a route sees it. */
export interface Request {
  core: Core;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Body;
}

export interface Answer {
  status: number;
  /** JSON to send; nothing for 204. */
  body?: unknown;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path after the version, with `:names` for what varies; method and path together name the route for faults. */
  path: string;
  /** True where the address itself is the secret and no bot token is asked for. */
  open?: boolean;
  handle(request: Request): Answer;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Finds the route for a method and path; `undefined` if there is none. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchParts(route.path.split('/'), parts);
    if (params) return { route, params };
  }
  return undefined;
}

function matchParts(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of pattern.entries()) {
    const part = decodeURIComponent(parts[index] ?? '');
    if (name.startsWith(':')) params[name.slice(1)] = part;
    else if (name !== part) return undefined;
  }
  return params;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const done: Answer = { status: 204 };
