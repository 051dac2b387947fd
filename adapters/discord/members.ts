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
import { CODE, isCode, troubleFrom } from './errors.ts';
import { permissionsIn, type Server } from './permissions.ts';
import { personOf } from './person.ts';
import type { Rest } from './rest.ts';

/** The most that Discord lists at once (docs.discord.com, List Guild Members). */
const PAGE = 1000;

/** The people who can see a channel, or a thread's channel. @throws Trouble */
export async function members(rest: Rest, find: FindChannel, id: string): Promise<PersonRef[]> {
  try {
    const { guild, parent } = await find(id);
    if (!guild) throw new Trouble('refused', 'A direct conversation has no list of members.');
    const channel = await rest<APIChannel & { permission_overwrites?: APIOverwrite[] }>(
      'get',
      Routes.channel(parent ?? id),
    );
    const server = await rest<Server>('get', Routes.guild(guild));
    const overwrites = channel.permission_overwrites ?? [];
    return (await everybody(rest, guild))
      .filter(({ user }) => !user.bot)
      .filter(
        ({ user, roles }) =>
          permissionsIn(server, overwrites, { id: user.id, roles }) & PermissionFlagsBits.ViewChannel,
      )
      .map((member) => personOf(member.user, member));
  } catch (error) {
    throw troubleFrom(error);
  }
}

async function everybody(rest: Rest, guild: string): Promise<APIGuildMember[]> {
  const all: APIGuildMember[] = [];
  for (;;) {
    const after = all.at(-1)?.user.id;
    const query = { limit: String(PAGE), ...(after ? { after } : {}) };
    const page = await rest<APIGuildMember[]>('get', Routes.guildMembers(guild), { query }).catch(explain);
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
