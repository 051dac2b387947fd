import { type APIApplication, Routes } from 'discord.js';
import { answerWithin, lastWordsWithin } from '../../src/chat/deadlines.ts';
import type { ChatPlatform, Desk } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import type { Channels } from './channel.ts';
import { register } from './commands.ts';
import { troubleFrom } from './errors.ts';
import { connect, type Gateway } from './gateway.ts';
import { createMessages } from './messages.ts';
import { createOpenForms } from './open-forms.ts';
import type { Files } from './picture.ts';
import { createReply } from './reply.ts';
import type { Rest } from './rest.ts';
import type { DiscordSettings } from './settings.ts';

interface Ear {
  settings: DiscordSettings;
  rest: Rest;
  channels: Channels;
  posts: Pick<ChatPlatform, 'post' | 'edit'>;
  files: Files;
  log: Log;
}

/** Hearing what people do, over the gateway. */
export function createListen({
  settings,
  rest,
  channels,
  posts,
  files,
  log,
}: Ear): Pick<ChatPlatform, 'listen' | 'close'> {
  const underWay = new Set<Promise<void>>();
  let gateway: Gateway | undefined;
  let closing: Promise<void> | undefined;

  /** Starts what an event asks for, unless we are closing. */
  function take<T>(deed: (data: T) => Promise<void>): (data: T) => void {
    return (data) => {
      if (closing) return;
      const work = deed(data).finally(() => underWay.delete(work));
      underWay.add(work);
    };
  }

  return {
    async listen(desk: Desk) {
      const application = await introduce(desk);
      const us = application.bot?.id ?? application.id;
      const talk = createMessages({ rest, find: channels.find, desk, us, posts, log });
      const counter = {
        rest,
        desk,
        drawer: createOpenForms(),
        files,
        log,
        answerWithin: () => answerWithin(settings),
      };
      gateway = await connect(settings, log, {
        interaction: take(createReply(counter)),
        reaction: take(talk.reaction),
        message: take(talk.message),
        channels: (guild, list) => {
          for (const channel of list) channels.learn(channel, guild);
        },
      });
      if (closing) await gateway.close();
    },

    close() {
      closing ??= goodbye();
      return closing;
    },
  };

  async function goodbye(): Promise<void> {
    await outcomeWithin(lastWordsWithin(settings), Promise.allSettled(underWay));
    await gateway?.close();
  }

  /** Who we are to Discord, and what we serve. */
  async function introduce(desk: Desk): Promise<APIApplication> {
    try {
      const application = await rest<APIApplication>('get', Routes.currentApplication());
      await register(rest, application.id, desk);
      return application;
    } catch (error) {
      throw troubleFrom(error);
    }
  }
}
