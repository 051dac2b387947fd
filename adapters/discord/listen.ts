import { type APIApplication, Routes } from 'discord.js';
import { answerWithin, lastWordsWithin } from '../../src/chat/deadlines.ts';
import type { ChatPlatform, Desk } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import type { Channels } from './channel.ts';
import type { Call } from './client.ts';
import { register } from './commands.ts';
import { type Connection, createConnection } from './connection.ts';
import { toTrouble } from './errors.ts';
import { createOpenForms } from './open-forms.ts';
import type { Files } from './pictures.ts';
import type { Poster } from './post.ts';
import { createReply } from './reply.ts';
import { createEventReply } from './reply-to-event.ts';
import type { DiscordSettings } from './settings.ts';

interface Parts {
  settings: DiscordSettings;
  call: Call;
  channels: Channels;
  posts: Poster;
  files: Files;
  log: Log;
}

/** Takes actions from Discord to the desk, and its replies back. */
export function createListener({
  settings,
  call,
  channels,
  posts,
  files,
  log,
}: Parts): Pick<ChatPlatform, 'listen' | 'close'> {
  const underWay = new Set<Promise<void>>();
  let connection: Connection | undefined;
  let closing: Promise<void> | undefined;

  /** Starts what an event asks for, unless we are closing. */
  function take<T>(handle: (data: T) => Promise<void>): (data: T) => void {
    return (data) => {
      if (closing) return;
      const work = handle(data).finally(() => underWay.delete(work));
      underWay.add(work);
    };
  }

  return {
    async listen(desk: Desk) {
      const application = await introduce(desk);
      const us = application.bot?.id ?? application.id;
      const events = createEventReply({ call, find: channels.find, desk, us, posts, log });
      const openForms = createOpenForms();
      const reply = createReply({
        call,
        desk,
        openForms,
        files,
        log,
        answerWithin: () => answerWithin(settings),
      });
      connection = createConnection(settings, log, {
        interaction: take(reply),
        reaction: take(events.reaction),
        message: take(events.message),
        channels: (guild, list) => {
          for (const channel of list) channels.learn(channel, guild);
        },
      });
      await connection.open();
      if (closing) await connection.shut();
    },

    close() {
      closing ??= goodbye();
      return closing;
    },
  };

  async function goodbye(): Promise<void> {
    await outcomeWithin(lastWordsWithin(settings), Promise.allSettled(underWay));
    await connection?.shut();
  }

  /** Who we are to Discord, and what we serve. */
  async function introduce(desk: Desk): Promise<APIApplication> {
    try {
      const application = await call<APIApplication>('get', Routes.currentApplication());
      await register(call, application.id, desk);
      return application;
    } catch (error) {
      throw toTrouble(error);
    }
  }
}
