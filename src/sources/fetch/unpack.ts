import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchTrouble } from './trouble.ts';

/** More than two are never honest. */
const MOST_LAYERS = 3;

/**
 * The bytes of a body, unpacked as `Content-Encoding` says, or as they show where it lies: a body that claims gzip but is
 * none passes through, one that still is gzip afterwards is unpacked once more. Counts bytes as they arrive, packed and
 * unpacked; over `most` it stops reading (which destroys the connection) and throws `FetchTrouble`.
 */
export async function unpackBody(
  body: Readable,
  encodings: string | undefined,
  most: number,
): Promise<Uint8Array> {
  const layers = (encodings ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (layers.length > MOST_LAYERS) throw unreadable();
  try {
    let source: AsyncIterable<Buffer> = capped(body, most);
    for (const layer of [...layers, 'maybe gzip']) source = capped(unpacked(source, layer), most);
    const chunks: Buffer[] = [];
    for await (const chunk of source) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw /^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/.test(code) ? unreadable(error) : error;
  } finally {
    body.destroy();
  }
}

async function* capped(source: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > most) {
      const megabytes = Math.round(most / 1024 / 1024);
      throw new FetchTrouble(
        'too large',
        `This feed is larger than ${megabytes} MB, so it was not read. Ask the publisher for a shorter one.`,
      );
    }
    yield chunk;
  }
}

async function* unpacked(source: AsyncIterable<Buffer>, layer: string): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  const rest = async function* () {
    try {
      if (start.length > 0) yield start;
      yield* { [Symbol.asyncIterator]: () => chunks };
    } finally {
      await chunks.return?.();
    }
  };
  const machine = machineFor(layer, start);
  if (machine === null) {
    yield* rest();
    return;
  }
  const done = pipeline(Readable.from(rest()), machine);
  // Its error also comes out of reading the machine; this only keeps it from being nobody's.
  done.catch(() => {});
  yield* machine as AsyncIterable<Buffer>;
  await done;
}

/** A sync flush accepts an archive without its end, which some servers send. */
const FORGIVING = { finishFlush: constants.Z_SYNC_FLUSH };

function machineFor(layer: string, start: Buffer) {
  const gzip = start[0] === 0x1f && start[1] === 0x8b;
  if (layer === 'maybe gzip' || layer === 'gzip' || layer === 'x-gzip')
    return gzip ? createGunzip(FORGIVING) : null;
  if (layer === 'deflate') {
    // “deflate” means the zlib format (RFC 9110, 8.4.1.2); some send it raw.
    if (/^\s*[<{]/.test(start.toString('latin1'))) return null;
    const zlib = (start[0]! & 0x0f) === 8 && start.readUInt16BE(0) % 31 === 0;
    return zlib ? createInflate(FORGIVING) : createInflateRaw(FORGIVING);
  }
  if (layer === 'br') return createBrotliDecompress();
  throw unreadable();
}

function unreadable(cause?: unknown): FetchTrouble {
  return new FetchTrouble(
    'answer',
    'This feed is compressed in a way that could not be opened. Lookout will try again.',
    { cause },
  );
}
