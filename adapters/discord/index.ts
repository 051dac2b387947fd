import type { ChatPlatform, Pictures } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { createChannels } from './channel.ts';
import { createClient } from './client.ts';
import { createListener } from './listen.ts';
import { createPeople } from './people.ts';
import { createFiles } from './pictures.ts';
import { createPoster } from './post.ts';
import { type DiscordSettings, name } from './settings.ts';

export { channelAccess, check } from './check.ts';
export { invite } from './invite.ts';
export { DISCORD_VARIABLES, type DiscordSettings, name, readSettings } from './settings.ts';

/** Discord as a chat platform. Nothing is connected before `listen`; posting and editing need no `listen`. */
export function createDiscord(settings: DiscordSettings, log: Log, pictures: Pictures): ChatPlatform {
  const call = createClient(settings);
  const channels = createChannels(call);
  const files = createFiles(pictures);
  const posts = createPoster(call, channels.find, files);
  return {
    name,
    ...posts,
    ...createPeople(call, channels.find),
    ...createListener({ settings, call, channels, posts, files, log }),
  };
}
