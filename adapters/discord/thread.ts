import { Routes } from 'discord.js';
import type { FindChannel } from './channel.ts';
import type { Rest } from './client.ts';
import { CODE, isCode } from './errors.ts';

/**
 * Does something in the thread that hangs from a message, which on Discord has the message's id, and opens it where there is
 * none yet. Rejects as `Rest` does.
 * @param name of the thread if it has to be opened
 */
export async function inThread<T>(
  rest: Rest,
  find: FindChannel,
  { channel, message, name }: { channel: string; message: string; name: string },
  deed: () => Promise<T>,
): Promise<T> {
  const opened = () => open(rest, channel, message, name);
  await find(message).catch(unlessUnknown(opened));
  // Known from before, it may have been deleted since.
  return await awake(rest, message, deed).catch(unlessUnknown(() => opened().then(deed)));
}

function unlessUnknown<T>(otherwise: () => Promise<T>): (error: unknown) => Promise<T> {
  return (error) => (isCode(error, CODE.unknownChannel) ? otherwise() : Promise.reject(error));
}

async function open(rest: Rest, channel: string, message: string, name: string): Promise<void> {
  try {
    await rest('post', Routes.threads(channel, message), { body: { name: threadName(name) } });
  } catch (error) {
    // Somebody was quicker.
    if (!isCode(error, CODE.threadExists)) throw error;
  }
}

/** A thread's name has 1 to 100 characters (docs.discord.com, Start Thread from Message); it is not markdown. */
function threadName(summary: string): string {
  return summary.replace(/\s+/g, ' ').trim().slice(0, 100).toWellFormed().trim() || 'Discussion';
}

/** Does something in a channel; if it is a thread that went to sleep, wakes it and does it again. */
export async function awake<T>(rest: Rest, channel: string, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    if (!isCode(error, CODE.threadArchived)) throw error;
    const woken = await rest('patch', Routes.channel(channel), { body: { archived: false } }).then(
      () => true,
      () => false,
    );
    if (!woken) throw error;
    return await deed();
  }
}
