import { Trouble } from '../../src/chat/port.ts';
import type { Call } from './client.ts';
import { codeOf } from './errors.ts';
import { pause } from './pause.ts';

/** Brings pictures into the workspace, where messages can show them. Nothing here says anything to anybody. */
export interface Uploader {
  /** @returns the id of the file, which may not be ready yet. @throws Trouble, never `unsure`: no message was posted */
  upload(name: string, png: Uint8Array): Promise<string>;
  /** Waits until a file can be shown. @returns false when Slack is still working on it after some seconds. @throws Trouble, as `upload` */
  ready(file: string): Promise<boolean>;
}

/** Slack works on a file for a while after its upload, and until then refuses messages that show it (slackapi/node-slack-sdk issue 1865). */
const LOOKS_MS = [0, 200, 400, 800, 1600];

/**
 * files.getUploadURLExternal, the bytes, files.completeUploadExternal (docs.slack.dev, Working with files).
 * @param callMs milliseconds that one call may take
 */
export function createUploader(call: Call, callMs: number): Uploader {
  return {
    async upload(name, png) {
      try {
        const { upload_url: address, file_id: file } = await call<{ upload_url: string; file_id: string }>(
          'files.getUploadURLExternal',
          { filename: `${name}.png`, length: png.byteLength },
        );
        await send(address, png, callMs);
        // Without a channel it is shown nowhere but in the messages that name it.
        await call('files.completeUploadExternal', { files: [{ id: file, title: 'Picture' }] });
        return file;
      } catch (error) {
        throw notUploaded(error);
      }
    },
    async ready(file) {
      for (const wait of LOOKS_MS) {
        await pause(wait);
        const kind = await mimetype(call, file);
        if (kind?.startsWith('image/')) return true;
        if (kind) throw new Trouble('refused', `Slack did not recognise a picture; it took it for ${kind}.`);
      }
      return false;
    },
  };
}

/** Undefined while Slack works on the file, and when its answer is not clear: that is looked for again. */
async function mimetype(call: Call, file: string): Promise<string | undefined> {
  try {
    const { file: found } = await call<{ file?: { mimetype?: string } }>('files.info', { file });
    return found?.mimetype || undefined;
  } catch (error) {
    if (error instanceof Trouble && error.kind === 'unsure') return undefined;
    throw error;
  }
}

async function send(address: string, png: Uint8Array, callMs: number): Promise<void> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(png),
    redirect: 'error',
    signal: AbortSignal.timeout(callMs),
  });
  await answer.text();
  if (answer.ok) return;
  const wait = Number(answer.headers.get('retry-after')) * 1000;
  throw new Trouble('busy', `Slack did not accept a picture: ${answer.status}.`, {
    wait: wait > 0 ? wait : 2000,
  });
}

/** Whatever became of the upload, the message that was to show it is surely not posted, and another upload does no harm. */
function notUploaded(error: unknown): Trouble {
  if (error instanceof Trouble && error.kind !== 'unsure' && error.kind !== 'missing') return error;
  const why = error instanceof Error ? error.message : String(error);
  // A word of Slack's that is not known here will hardly be another in two seconds.
  const wait = codeOf(error) === undefined ? 2000 : 10_000;
  const cause = error instanceof Trouble ? error.cause : error;
  return new Trouble('busy', `A picture could not be uploaded to Slack (${why}).`, { wait, cause });
}
