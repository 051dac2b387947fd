import type { Core } from './core.ts';
import type { Gateway } from './gateway/gateway.ts';
import { sendChannelEvent } from './gateway/send-event.ts';
import { takeAway } from './routes/messages.ts';
import type { Channel } from './world.ts';

/** What moderators and mishaps do to a bot. */
export interface Trouble {
  /**
   * The bot may no longer see the channel (50001); with `post` still see it, but not post (50013); with `files` still post, but
   * no files (50013).
   */
  forbid(channelId: string, what?: 'view' | 'post' | 'files'): void;
  allow(channelId: string): void;
  /** Takes a channel and its threads away (10003). */
  deleteChannel(id: string): void;
  archiveThread(id: string): void;
  lockThread(id: string): void;
  /** Somebody deletes a message. */
  deleteMessage(channelId: string, messageId: string): void;
  /** Resets the bot's token: REST answers 401, the gateway closes with 4004. */
  revokeToken(): void;
}

export function createTrouble(core: Core, gateway: Gateway): Trouble {
  const { world } = core;

  function change(id: string, alter: (channel: Channel) => void): void {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`There is no channel or thread ${id}.`);
    alter(channel);
    sendChannelEvent(core, 'UPDATE', channel);
    core.changed();
  }

  return {
    forbid: (id, what = 'view') =>
      change(id, (channel) => {
        channel.access = ({ view: 'none', post: 'read', files: 'words' } as const)[what];
      }),
    allow: (id) =>
      change(id, (channel) => {
        channel.access = 'full';
      }),
    deleteChannel(id) {
      for (const channel of [...world.channels.values()]) {
        if (channel.id !== id && channel.parentId !== id) continue;
        world.channels.delete(channel.id);
        sendChannelEvent(core, 'DELETE', channel);
      }
      core.changed();
    },
    archiveThread: (id) =>
      change(id, (channel) => {
        channel.archived = true;
      }),
    lockThread: (id) =>
      change(id, (channel) => {
        channel.locked = true;
        channel.archived = true;
      }),
    deleteMessage(channelId, messageId) {
      const message = world.channels.get(channelId)?.messages.find(({ id }) => id === messageId);
      if (!message) throw new Error(`There is no message ${messageId} in channel ${channelId}.`);
      takeAway(core, message);
      core.changed();
    },
    revokeToken() {
      world.token.revoked = true;
      gateway.drop('close');
      core.changed();
    },
  };
}
