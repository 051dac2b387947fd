/** Reads a request's body and arguments as Slack's servers do. */

import type { IncomingMessage } from 'node:http';
import { isObject, type Json } from './schema.ts';

/** The whole body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * The arguments in a body: JSON, a form, or a multipart form; with those of the query string beneath.
 * Undefined when the JSON is broken (Slack: `invalid_json`).
 */
export async function readArguments(request: IncomingMessage, body: Buffer): Promise<Json | undefined> {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return query;
  if (type.startsWith('application/json')) {
    try {
      const json: unknown = JSON.parse(body.toString('utf8'));
      return isObject(json) ? { ...query, ...json } : undefined;
    } catch {
      return undefined;
    }
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return {
      ...query,
      ...Object.fromEntries([...form.entries()].filter(([, value]) => typeof value === 'string')),
    };
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
}

/** The first file of a multipart upload, or the body itself where it came bare. */
export async function readUpload(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file && typeof file !== 'string' ? Buffer.from(await file.arrayBuffer()) : body;
}
