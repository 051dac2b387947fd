import {
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { PersonRef } from '../../src/chat/incoming.ts';
import { Trouble } from '../../src/chat/port.ts';
import type { FindChannel } from './channel.ts';
import type { Call } from './client.ts';
import { CODE, isCode, toTrouble } from './errors.ts';
import { permissionsIn, type Server } from './permissions.ts';
import { personRef } from './refs.ts';

/** The most that Discord lists at once (docs.discord.com, List Guild Members). */
const PAGE = 1000;

/** The people of a server. Costs the Server Members Intent. */
export interface People {
  /** Those who can see a channel, or a thread's channel, bots left out. @throws Trouble */
  members(channel: string): Promise<PersonRef[]>;
}

export function createPeople(call: Call, find: FindChannel): People {
  async function inChannel(id: string): Promise<PersonRef[]> {
    const { guild, parent } = await find(id);
    if (!guild) throw new Trouble('refused', 'A direct conversation has no list of members.');
    const channel = await call<APIChannel & { permission_overwrites?: APIOverwrite[] }>(
      'get',
      Routes.channel(parent ?? id),
    );
    const server = await call<Server>('get', Routes.guild(guild));
    const overwrites = channel.permission_overwrites ?? [];
    return (await everybody(call, guild))
      .filter(({ user }) => !user.bot)
      .filter(
        ({ user, roles }) =>
          permissionsIn(server, overwrites, { id: user.id, roles }) & PermissionFlagsBits.ViewChannel,
      )
      .map((member) => personRef(member.user, member));
  }
  return {
    members: (channel) => inChannel(channel).catch((error) => Promise.reject(toTrouble(error))),
  };
}

async function everybody(call: Call, guild: string): Promise<APIGuildMember[]> {
  const all: APIGuildMember[] = [];
  for (;;) {
    const after = all.at(-1)?.user.id;
    const query = { limit: String(PAGE), ...(after ? { after } : {}) };
    const page = await call<APIGuildMember[]>('get', Routes.guildMembers(guild), { query }).catch(explain);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

function explain(error: unknown): never {
  if (isCode(error, CODE.missingAccess))
    throw new Trouble(
      'gone',
      'Discord does not show Lookout the server’s members. In the Developer Portal, open your application, Bot, and switch on Server Members Intent.',
    );
  throw error;
}
