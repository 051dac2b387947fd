import type { PersonRef } from '../../src/chat/incoming.ts';

/** The adapter's name, and `platform` in everything it makes. */
export const platform = 'discord';

interface User {
  id: string;
  username: string;
  global_name?: string | null;
}

/** A person under the name that the server shows. */
export function personOf(user: User, member?: { nick?: string | null | undefined } | null): PersonRef {
  return { platform, id: user.id, name: member?.nick || user.global_name || user.username };
}
