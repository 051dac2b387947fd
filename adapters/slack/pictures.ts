import { type Message, picturesIn } from '../../src/chat/message.ts';
import { type Pictures, Trouble } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import type { Call } from './client.ts';
import { codeOf, refusesFile } from './errors.ts';
import { type Files, type Rendered, renderMessage } from './message.ts';
import { createUploader } from './upload.ts';

/**
 * Renders a message, its pictures uploaded, and hands it to what shows it; once more with new uploads when Slack does not know a
 * file any longer. @throws Trouble: what `put` throws, or why a picture could not be had (never `unsure`)
 */
export type Show = <Shown>(message: Message, put: (rendered: Rendered) => Promise<Shown>) => Promise<Shown>;

/** What is known of a picture in this workspace. */
interface Known {
  file?: string;
  /** The same file, once it can be shown. */
  coming?: Promise<string>;
  /** How often in a row Slack had it and would not show it. */
  setbacks: number;
}

/** So many pictures are remembered; one that is forgotten is uploaded again. */
const MOST = 500;
/** After so many setbacks a message is shown without the picture: its words say the same, and nothing waits for ever. */
const MOST_SETBACKS = 6;
/** The app may not upload, and no trying again helps. */
const forbidden = new Set(['missing_scope', 'file_uploads_disabled', 'storage_limit_reached']);

/** @param callMs milliseconds that one call may take */
export function createShow(call: Call, pictures: Pictures, log: Log, callMs: number): Show {
  const uploader = createUploader(call, callMs);
  // Eight seconds of ten: so long a message waits for its pictures; their uploads go on, and serve the next try.
  const patience = (callMs * 4) / 5;
  const known = new Map<string, Known>();

  function recall(name: string): Known {
    const found = known.get(name) ?? { setbacks: 0 };
    known.set(name, found);
    if (known.size > MOST) known.delete(known.keys().next().value!);
    return found;
  }

  async function bring(name: string, about: Known): Promise<string> {
    try {
      about.file ??= await uploader.upload(name, await read(pictures, name));
      if (await uploader.ready(about.file)) return about.file;
      about.setbacks += 1;
      throw new Trouble('busy', 'Slack is still working on a picture.', { wait: 5000 });
    } catch (error) {
      delete about.coming;
      throw error;
    }
  }

  /** The file that shows this picture; undefined where its words have to do. */
  async function fileOf(name: string): Promise<string | undefined> {
    const about = recall(name);
    if (about.setbacks >= MOST_SETBACKS) {
      log.warn({ picture: name }, 'Slack will not show a picture; its words are shown instead');
      known.delete(name);
      return undefined;
    }
    try {
      about.coming ??= bring(name, about);
      return await about.coming;
    } catch (error) {
      if (!forbidden.has(codeOf(error) ?? '')) throw error;
      log.warn({ err: error }, 'Slack lets the app upload no picture; its words are shown instead');
      return undefined;
    }
  }

  async function filesOf(names: readonly string[]): Promise<Files> {
    const found = Promise.all(names.map(async (name) => [name, await fileOf(name)] as const));
    const files = await outcomeWithin(patience, found);
    if (!files) throw new Trouble('busy', 'Slack is slow to accept a picture.', { wait: 2000 });
    return new Map(files.flatMap(([name, file]) => (file === undefined ? [] : [[name, file] as const])));
  }

  /** Somebody deleted a file, or Slack is not done with it after all. Another message may have had it uploaded again already. */
  function mistrust(files: Files): void {
    for (const [name, file] of files) {
      const about = recall(name);
      if (about.file !== file) continue;
      delete about.file;
      delete about.coming;
      about.setbacks += 1;
    }
  }

  return async (message, put) => {
    const names = picturesIn(message);
    if (names.length === 0) return put(renderMessage(message));
    for (let again = false; ; again = true) {
      const files = await filesOf(names);
      try {
        const shown = await put(renderMessage(message, files));
        for (const name of files.keys()) recall(name).setbacks = 0;
        return shown;
      } catch (error) {
        if (files.size === 0 || !refusesFile(error)) throw error;
        mistrust(files);
        if (again)
          throw new Trouble('busy', 'Slack accepted a picture but does not show it.', {
            wait: 5000,
            cause: error,
          });
      }
    }
  };
}

/** @throws Trouble */
async function read(pictures: Pictures, name: string): Promise<Uint8Array> {
  try {
    return await pictures(name);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble('busy', 'A stored picture could not be read.', {
      wait: 2000,
      cause: error,
    });
  }
}
