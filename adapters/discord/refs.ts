import type { APIMessage } from 'discord.js';
import type { PersonRef, PostRef } from '../../src/chat/incoming.ts';
import { name as platform } from './settings.ts';

interface User {
  id: string;
  username: string;
  global_name?: string | null;
}

/** A person under the name that the server shows. */
export function personRef(user: User, member?: { nick?: string | null | undefined } | null): PersonRef {
  return { platform, id: user.id, name: member?.nick || user.global_name || user.username };
}

/** A message by its channel and id, with the address that opens it. @param guild none for a direct conversation */
export function postRef(
  { id, channel_id: channel }: Pick<APIMessage, 'id' | 'channel_id'>,
  guild: string | null | undefined,
): PostRef {
  return { platform, channel, id, url: `https://discord.com/channels/${guild ?? '@me'}/${channel}/${id}` };
}
