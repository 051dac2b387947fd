import { Routes } from 'discord.js';
import type { FindChannel } from './channel.ts';
import type { Call } from './client.ts';
import { CODE, isCode } from './errors.ts';

/**
 * Does something in the thread that hangs from a message, which on Discord has the message's id, and opens it where there is
 * none yet. Rejects as `Call` does.
 * @param name of the thread if it has to be opened
 */
export async function inThread<T>(
  call: Call,
  find: FindChannel,
  { channel, message, name }: { channel: string; message: string; name: string },
  work: () => Promise<T>,
): Promise<T> {
  const opened = () => open(call, channel, message, name);
  await find(message).catch(unlessUnknown(opened));
  // Known from before, it may have been deleted since.
  return await awake(call, message, work).catch(unlessUnknown(() => opened().then(work)));
}

function unlessUnknown<T>(otherwise: () => Promise<T>): (error: unknown) => Promise<T> {
  return (error) => (isCode(error, CODE.unknownChannel) ? otherwise() : Promise.reject(error));
}

async function open(call: Call, channel: string, message: string, name: string): Promise<void> {
  try {
    await call('post', Routes.threads(channel, message), { body: { name: threadName(name) } });
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
export async function awake<T>(call: Call, channel: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isCode(error, CODE.threadArchived)) throw error;
    const woken = await call('patch', Routes.channel(channel), { body: { archived: false } }).then(
      () => true,
      () => false,
    );
    if (!woken) throw error;
    return await work();
  }
}
