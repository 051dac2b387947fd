import { type APIChannel, ChannelType, Routes } from 'discord.js';
import { Trouble } from '../../src/chat/port.ts';
import type { Call } from './client.ts';

/** What we have to know of a channel. */
export interface Channel {
  id: string;
  /** Null for a direct conversation. */
  guild: string | null;
  /** Of a thread, the channel it is in. */
  parent: string | null;
}

/** Looks a channel up, once: none of this ever changes. Rejects as `Call` does. */
export type FindChannel = (id: string) => Promise<Channel>;

export interface Channels {
  find: FindChannel;
  /** Takes note of a channel that the gateway told of, so that nobody has to ask. */
  learn(channel: APIChannel, guild: string): void;
}

/** More than a server has channels and threads alive; the oldest are forgotten beyond it. */
const MOST = 20_000;

export function createChannels(call: Call): Channels {
  const known = new Map<string, Promise<Channel>>();
  function know(id: string, found: Promise<Channel>): Promise<Channel> {
    known.set(id, found);
    if (known.size > MOST) known.delete(known.keys().next().value!);
    return found;
  }
  return {
    async find(id) {
      if (!/^\d+$/.test(id))
        throw new Trouble('gone', `${id} is not a Discord channel. Give its id, which is digits only.`);
      const before = known.get(id);
      if (before) return before;
      const found = know(id, call<APIChannel>('get', Routes.channel(id)).then(channelOf));
      // A failure is not remembered: what is closed to us today may be open tomorrow.
      found.catch(() => known.delete(id));
      return found;
    },
    learn: (channel, guild) => void know(channel.id, Promise.resolve({ ...channelOf(channel), guild })),
  };
}

function channelOf(channel: APIChannel): Channel {
  const inGuild = channel as { guild_id?: string; parent_id?: string | null };
  return {
    id: channel.id,
    guild: inGuild.guild_id ?? null,
    parent: isThread(channel.type) ? (inGuild.parent_id ?? null) : null,
  };
}

export function isThread(type: ChannelType): boolean {
  return (
    type === ChannelType.PublicThread ||
    type === ChannelType.PrivateThread ||
    type === ChannelType.AnnouncementThread
  );
}
