import type { IncomingMessage } from 'node:http';
import { isObject, type Loose } from '../check/fields.ts';
import { LIMITS } from '../check/limits.ts';
import { refuse } from './refusal.ts';

/** A file that came with a body, by the index its part was named with: `files[0]`. */
export interface UploadedFile {
  index: string;
  name: string;
  size: number;
  contentType: string;
  content: Buffer;
}

export interface Body {
  /** The JSON that came, whatever its shape; `undefined` for none. */
  json: unknown;
  files: UploadedFile[];
}

/**
 * Reads the body of a request: JSON, or multipart with `payload_json` and files (reference#uploading-files).
 *
 * @throws ApiRefusal 50109 for broken JSON, 40005 where a file or all together are too large.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LIMITS.requestBytes) throw refuse.tooLarge();
    chunks.push(chunk as Buffer);
  }
  const raw = Buffer.concat(chunks);
  if (raw.length === 0) return { json: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(raw, type);
  return { json: parse(raw.toString('utf8')), files: [] };
}

async function readForm(raw: Buffer, type: string): Promise<Body> {
  const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  const files: UploadedFile[] = [];
  for (const [key, value] of form.entries()) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    if (value.size > LIMITS.fileBytes) throw refuse.tooLarge();
    const content = Buffer.from(await value.arrayBuffer());
    files.push({ index, name: value.name, size: value.size, contentType: value.type, content });
  }
  return { json: typeof payload === 'string' ? parse(payload) : {}, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.invalidJson();
  }
}

/** The body as an object; anything else is refused where an object is needed. */
export function objectOf(body: Body): Loose {
  if (body.json === undefined) return {};
  if (!isObject(body.json)) throw refuse.invalidJson();
  return body.json;
}
