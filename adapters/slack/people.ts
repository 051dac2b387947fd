import type { PersonRef } from '../../src/chat/incoming.ts';
import { type Call, paged } from './client.ts';
import { personRef } from './refs.ts';

/** The people of the workspace. Costs the scopes channels:read, groups:read and users:read. */
export interface People {
  /** Those in a channel, bots and deactivated accounts left out. @throws Trouble */
  members(channel: string): Promise<PersonRef[]>;
  /** A person by the name that others see; by the id when Slack does not say. Never throws. */
  named(person: PersonRef): Promise<PersonRef>;
}

interface User {
  id: string;
  name?: string;
  real_name?: string;
  deleted?: boolean;
  is_bot?: boolean;
  profile?: { display_name?: string };
}

/** Names change rarely, and of `users.list` Slack takes twenty a minute: a page is as long as it may be. */
const KEPT_MS = 10 * 60_000;

/** Reads people through the Web API, the whole list at once, and remembers them for ten minutes. */
export function createPeople(call: Call): People {
  const known = new Map<string, { user: User; until: number }>();
  let allUntil = 0;

  function remember(user: User): User {
    known.set(user.id, { user, until: Date.now() + KEPT_MS });
    return user;
  }

  async function everybody(): Promise<void> {
    if (Date.now() < allUntil) return;
    const users = await paged<User>(call, 'users.list', { limit: 1000 }, 'members');
    known.clear();
    users.forEach(remember);
    allUntil = Date.now() + KEPT_MS;
  }

  /** Asks for one who came after the list was read, or who belongs to another workspace and shares the channel. */
  async function one(id: string): Promise<User> {
    const there = known.get(id);
    if (there && Date.now() < there.until) return there.user;
    const { user } = await call<{ user: User }>('users.info', { user: id });
    return remember(user);
  }

  return {
    async members(channel) {
      const ids = await paged<string>(call, 'conversations.members', { channel, limit: 1000 }, 'members');
      await everybody();
      const people: PersonRef[] = [];
      for (const id of ids) {
        const user = await one(id);
        if (!user.is_bot && !user.deleted && id !== 'USLACKBOT') people.push(personRef(id, nameOf(user)));
      }
      return people;
    },
    async named(person) {
      return one(person.id).then(
        (user) => personRef(person.id, nameOf(user)),
        () => person,
      );
    },
  };
}

function nameOf({ id, profile, real_name, name }: User): string {
  return profile?.display_name || real_name || name || id;
}
