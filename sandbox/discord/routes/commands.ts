import { checkCommands } from '../check/commands.ts';
import { isObject, type Loose } from '../check/fields.ts';
import { formError } from '../check/form-errors.ts';
import type { Core } from '../core.ts';
import { objectOf } from '../rest/body.ts';
import { refuse } from '../rest/refusal.ts';
import { type Answer, created, done, ok, type Request, type Route } from '../rest/route.ts';
import { commandOnWire } from '../wire/guild.ts';
import type { Command, CommandOption } from '../world.ts';
import { checkApplication, checkGuild } from './find.ts';

const SCOPES = ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'];

/** Commands of the application, for all guilds or for one (interactions/application-commands). */
export const commandRoutes: Route[] = SCOPES.flatMap((path): Route[] => [
  { method: 'GET', path, handle: list },
  { method: 'PUT', path, handle: overwrite },
  { method: 'POST', path, handle: add },
  { method: 'DELETE', path: `${path}/:command`, handle: remove },
]);

function scope({ core, params }: Request): string | undefined {
  checkApplication(core, params.application ?? '');
  if (params.guild !== undefined) checkGuild(core, params.guild);
  return params.guild;
}

function inScope(core: Core, guildId: string | undefined): Command[] {
  return core.world.commands.filter((command) => command.guildId === guildId);
}

function list(request: Request): Answer {
  const { core } = request;
  return ok(inScope(core, scope(request)).map((command) => commandOnWire(core.world, command)));
}

/** Replaces all commands of the scope; a command of the same name and type keeps its id. */
function overwrite(request: Request): Answer {
  const { core, body } = request;
  const guildId = scope(request);
  if (!Array.isArray(body.json))
    throw formError([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  const given = body.json.filter(isObject);
  checkCommands(given);
  const before = inScope(core, guildId);
  const after = given.map((fields) => commandFrom(core, fields, guildId, before));
  core.world.commands = [...core.world.commands.filter((command) => command.guildId !== guildId), ...after];
  return ok(after.map((command) => commandOnWire(core.world, command)));
}

function add(request: Request): Answer {
  const { core, body } = request;
  const guildId = scope(request);
  const fields = objectOf(body);
  checkCommands([fields], true);
  const before = inScope(core, guildId);
  const command = commandFrom(core, fields, guildId, before);
  const isNew = !before.some(({ id }) => id === command.id);
  core.world.commands = [...core.world.commands.filter(({ id }) => id !== command.id), command];
  const answer = commandOnWire(core.world, command);
  return isNew ? created(answer) : ok(answer);
}

function remove(request: Request): Answer {
  const { core, params } = request;
  scope(request);
  if (!core.world.commands.some(({ id }) => id === params.command)) throw refuse.unknownCommand();
  core.world.commands = core.world.commands.filter(({ id }) => id !== params.command);
  return done;
}

function commandFrom(core: Core, fields: Loose, guildId: string | undefined, before: Command[]): Command {
  const type = Number(fields.type ?? 1);
  const same = before.find((command) => command.name === fields.name && command.type === type);
  const command: Command = {
    id: same?.id ?? core.newId(),
    version: core.newId(),
    type,
    name: String(fields.name),
    description: String(fields.description ?? ''),
    options: (fields.options as CommandOption[] | undefined) ?? [],
    payload: structuredClone(fields),
  };
  if (guildId) command.guildId = guildId;
  return command;
}
