import type { RawFile } from 'discord.js';
import { type Message, picturesIn } from '../../src/chat/message.ts';
import { type Pictures, Trouble } from '../../src/chat/port.ts';
import { CODE, isCode } from './errors.ts';

/** Milliseconds before a picture that could not be read is tried again. */
const REST_MS = 1_000;

/** What a picture's file is called: Discord renames files with other characters, and then knows them by their new name alone. */
export function fileName(picture: string): string {
  return `${picture.replace(/[^\w-]/gu, (one) => `.${one.codePointAt(0)!.toString(16)}.`)}.png`;
}

/**
 * Reads the pictures of a message, as files to send along with what `renderMessage` made of it.
 * @throws Trouble `refused` when there is no such picture, `busy` when it could not be read: nothing has been sent then
 */
export type Files = (message: Pick<Message, 'blocks'>) => Promise<RawFile[]>;

export function createFiles(pictures: Pictures): Files {
  async function read(picture: string): Promise<RawFile> {
    try {
      const data = await pictures(picture);
      return { name: fileName(picture), data, contentType: 'image/png' };
    } catch (error) {
      if (error instanceof Trouble) throw error;
      throw new Trouble('busy', 'A picture in the message could not be read.', {
        wait: REST_MS,
        cause: error,
      });
    }
  }
  return (message) => Promise.all(picturesIn(message).map(read));
}

/**
 * Shows a message, and where Lookout may not attach files, its pictures in words: invited before there were pictures, it lacks the
 * permission, and that is no reason to call the channel closed. Rejects as `show` does.
 */
export async function orInWords<T>(message: Message, show: (message: Message) => Promise<T>): Promise<T> {
  try {
    return await show(message);
  } catch (error) {
    if (picturesIn(message).length === 0 || !isCode(error, CODE.missingPermission)) throw error;
    return show(inWords(message));
  }
}

function inWords(message: Message): Message {
  const blocks = message.blocks.map((block) =>
    block.kind === 'picture' ? ({ kind: 'aside', text: block.alt } as const) : block,
  );
  return { ...message, blocks };
}
