import type { ChatPlatform, Pictures } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { createChannels } from './channel.ts';
import { createRest } from './client.ts';
import { createListen } from './listen.ts';
import { members } from './people.ts';
import { createFiles } from './pictures.ts';
import { createPost } from './post.ts';
import { platform } from './refs.ts';
import type { DiscordSettings } from './settings.ts';

export { channelAccess, check } from './check.ts';
export { invite } from './invite.ts';
export { platform as name } from './refs.ts';
export { DISCORD_VARIABLES, type DiscordSettings, readSettings } from './settings.ts';

/** Discord as a chat platform. Nothing is connected before `listen`; posting and editing need no `listen`. */
export function createDiscord(settings: DiscordSettings, log: Log, pictures: Pictures): ChatPlatform {
  const rest = createRest(settings);
  const channels = createChannels(rest);
  const files = createFiles(pictures);
  const posts = createPost(rest, channels.find, files);
  return {
    name: platform,
    ...posts,
    members: (channel) => members(rest, channels.find, channel),
    ...createListen({ settings, rest, channels, posts, files, log }),
  };
}
