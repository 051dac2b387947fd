import type { IncomingMessage } from 'node:http';

/** A request that is not served: the status, and a sentence for whoever sent it. */
export class GateRefusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(status: number, why: string, headers: Record<string, string> = {}) {
    super(why);
    this.name = 'GateRefusal';
    this.status = status;
    this.headers = headers;
  }
}

/** What every answer carries: nothing from elsewhere is loaded, framed, guessed, told on or kept. */
export const guards: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Refuses what does not come from this machine's own page. A page elsewhere can make a browser ask 127.0.0.1, under a name
 * of its own (DNS rebinding: then `Host` is that name) or under ours (then `Origin` is that page).
 * @throws GateRefusal 421, 403
 */
export function checkSender({ headers }: Pick<IncomingMessage, 'headers'>, port: number): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  if (!hosts.includes(headers.host?.toLowerCase() ?? '')) {
    throw new GateRefusal(421, `Open the sandbox as http://127.0.0.1:${port}. It answers to no other name.`);
  }
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) {
    throw new GateRefusal(403, 'The sandbox accepts nothing from pages of other sites.');
  }
}

/** @throws GateRefusal 405 unless this is one of the methods that are served here */
export function checkMethod(
  { method = '' }: Pick<IncomingMessage, 'method'>,
  allowed: readonly string[],
): void {
  if (allowed.includes(method)) return;
  const allow = allowed.join(', ');
  throw new GateRefusal(405, `This address answers only ${allow}, not ${method}.`, { allow });
}

/**
 * The JSON in a request. Its type is demanded because a browser lets no page of another site send that unasked.
 * @param most bytes
 * @throws GateRefusal 415, 413, 400
 */
export async function readJson(request: IncomingMessage, most = 100_000): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new GateRefusal(415, 'Send JSON, with the content type application/json.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  // The line stays open when reading stops early, or the refusal could not be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    // What is left of it is read by nobody, so the line cannot be used again.
    if (size > most)
      throw new GateRefusal(413, 'This is too large. Send at most 100 kB.', { connection: 'close' });
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new GateRefusal(400, 'This is not JSON. Check its quotes and brackets.');
  }
}
