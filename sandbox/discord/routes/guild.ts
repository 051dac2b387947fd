import { formError } from '../check/form-errors.ts';
import type { Core } from '../core.ts';
import { applicationFlags } from '../gateway/intents.ts';
import { refuse } from '../rest/refusal.ts';
import { type Answer, ok, type Request, type Route } from '../rest/route.ts';
import { compareIds } from '../snowflake.ts';
import {
  applicationOnWire,
  channelOnWire,
  guildOnWire,
  memberOnWire,
  rolesOnWire,
  userOnWire,
} from '../wire/guild.ts';
import type { Person } from '../world.ts';
import { checkGuild } from './find.ts';

/** The bot itself, the guild, its channels, members and roles (resources/guild, resources/user). */
export const guildRoutes: Route[] = [
  { method: 'GET', path: '/gateway', open: true, handle: ({ core }) => ok({ url: core.gatewayUrl() }) },
  { method: 'GET', path: '/gateway/bot', handle: gatewayBot },
  { method: 'GET', path: '/users/@me', handle: ({ core }) => ok(user(core, core.world.application.id)) },
  { method: 'GET', path: '/users/@me/guilds', handle: myGuilds },
  { method: 'GET', path: '/users/:user', handle: ({ core, params }) => ok(user(core, params.user ?? '')) },
  { method: 'GET', path: '/applications/@me', handle: application },
  {
    method: 'GET',
    path: '/oauth2/applications/@me',
    handle: application,
  },
  {
    method: 'GET',
    path: '/guilds/:guild',
    handle: inGuild((core) => ({
      ...guildOnWire(core.world),
      approximate_member_count: core.world.people.size,
    })),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    handle: inGuild((core) =>
      [...core.world.channels.values()]
        .filter(({ kind }) => kind === 'text')
        .map((channel) => channelOnWire(core.world, channel)),
    ),
  },
  { method: 'GET', path: '/guilds/:guild/roles', handle: inGuild((core) => rolesOnWire(core.world)) },
  { method: 'GET', path: '/guilds/:guild/members', handle: members },
  { method: 'GET', path: '/guilds/:guild/members/:user', handle: oneMember },
];

function inGuild(read: (core: Core) => unknown): Route['handle'] {
  return ({ core, params }) => {
    checkGuild(core, params.guild ?? '');
    return ok(read(core));
  };
}

function application({ core }: Request): Answer {
  return ok(applicationOnWire(core.world, applicationFlags(core.enabledIntents)));
}

function gatewayBot({ core }: Request): Answer {
  const limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
  return ok({ url: core.gatewayUrl(), shards: 1, session_start_limit: limit });
}

function myGuilds({ core }: Request): Answer {
  const { id, name } = core.world.guild;
  return ok([{ id, name, icon: null, banner: null, owner: false, permissions: '0', features: [] }]);
}

function user(core: Core, id: string): object {
  const person = core.world.people.get(id);
  if (!person) throw refuse.unknownUser();
  return userOnWire(person);
}

function member(core: Core, person: Person): object {
  return { ...memberOnWire(person, core.world.guild.createdAt), user: userOnWire(person) };
}

/** A page of members in order of id (resources/guild#list-guild-members); needs GUILD_MEMBERS switched on. */
function members({ core, params, query }: Request): Answer {
  checkGuild(core, params.guild ?? '');
  if (!core.enabledIntents.includes('GUILD_MEMBERS')) throw refuse.missingAccess();
  const limit = Number(query.get('limit') ?? 1);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw formError(
      ['limit'],
      limit > 1000 ? 'NUMBER_TYPE_MAX' : 'NUMBER_TYPE_MIN',
      'int value should be between 1 and 1000.',
    );
  const after = query.get('after') ?? '0';
  const page = [...core.world.people.values()]
    .filter(({ id }) => compareIds(id, after) > 0)
    .sort((a, b) => compareIds(a.id, b.id))
    .slice(0, limit);
  return ok(page.map((person) => member(core, person)));
}

function oneMember({ core, params }: Request): Answer {
  checkGuild(core, params.guild ?? '');
  const person = core.world.people.get(params.user ?? '');
  if (!person) throw refuse.unknownMember();
  return ok(member(core, person));
}
