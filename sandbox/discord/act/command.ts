import type { Core } from '../core.ts';
import { messageOnWire } from '../wire/message.ts';
import type { Command, CommandOption } from '../world.ts';
import { visibleMessage } from './components.ts';
import { type ActResult, channelOf, interact, personOf } from './interaction.ts';
import { resolve } from './interaction-event.ts';

export type OptionValue = string | number | boolean;

export interface CommandArgs {
  user: string;
  channel: string;
  /** As a person types it, with subcommands after blanks: `horizon today`. */
  name: string;
  options?: Record<string, OptionValue>;
}

export interface ShortcutArgs {
  user: string;
  channel: string;
  message: string;
  name: string;
}

const COMMAND = 2;
const SLASH = 1;
const MENU = 3;
const SUBCOMMANDS = [1, 2];
const ENTITIES = [6, 7, 8, 9];
/** The JavaScript type an option's value must have, by option type. */
const VALUE_TYPES: Record<number, string> = { 3: 'string', 4: 'number', 5: 'boolean', 10: 'number' };

/** Runs a slash command. @throws Error if it is not registered, or with options a person could not give. */
export async function command(
  core: Core,
  { user, channel, name, options = {} }: CommandArgs,
): Promise<ActResult> {
  const [first = '', ...rest] = name.replace(/^\//, '').split(' ');
  const registered = findCommand(core, first, SLASH);
  const ids: string[] = [];
  const tree = optionsOnWire(registered.options, rest, options, ids, name);
  return interact(
    core,
    { type: COMMAND, name: registered.name },
    {
      person: personOf(core, user),
      channel: channelOf(core, channel),
      data: {
        id: registered.id,
        name: registered.name,
        type: SLASH,
        ...(registered.guildId ? { guild_id: registered.guildId } : {}),
        ...(tree.length > 0 ? { options: tree } : {}),
        ...(ids.length > 0 ? { resolved: resolve(core, ids) } : {}),
      },
    },
  );
}

/** Takes an entry of a message's context menu. @throws Error if it is not registered or the message not there. */
export async function shortcut(
  core: Core,
  { user, channel, message: id, name }: ShortcutArgs,
): Promise<ActResult> {
  const registered = findCommand(core, name, MENU);
  const message = visibleMessage(core, user, channel, id);
  return interact(
    core,
    { type: COMMAND, name: registered.name, menu: true },
    {
      person: personOf(core, user),
      channel: channelOf(core, channel),
      data: {
        id: registered.id,
        name: registered.name,
        type: MENU,
        target_id: message.id,
        resolved: { messages: { [message.id]: messageOnWire(core.world, message) } },
      },
    },
  );
}

function findCommand({ world }: Core, name: string, type: number): Command {
  const of = world.commands.filter((candidate) => candidate.type === type);
  const found =
    of.find((candidate) => candidate.name === name && candidate.guildId) ??
    of.find((candidate) => candidate.name === name);
  if (found) return found;
  throw new Error(
    `"${name}" is not registered. Registered: ${of.map((candidate) => candidate.name).join(', ') || 'nothing'}.`,
  );
}

function optionsOnWire(
  known: CommandOption[],
  path: string[],
  given: Record<string, OptionValue>,
  ids: string[],
  name: string,
): object[] {
  if (known.some(({ type }) => SUBCOMMANDS.includes(type))) {
    const [next, ...rest] = path;
    const sub = known.find((option) => option.name === next);
    if (!sub) throw new Error(`/${name} needs one of: ${known.map((option) => option.name).join(', ')}.`);
    return [
      { name: sub.name, type: sub.type, options: optionsOnWire(sub.options ?? [], rest, given, ids, name) },
    ];
  }
  if (path.length > 0) throw new Error(`/${name}: there is no subcommand "${path.join(' ')}".`);
  for (const key of Object.keys(given))
    if (!known.some((option) => option.name === key)) throw new Error(`/${name} has no option "${key}".`);
  return known.flatMap((option) => {
    const value = given[option.name];
    if (value === undefined) {
      if (option.required) throw new Error(`/${name} needs the option "${option.name}".`);
      return [];
    }
    checkValue(option, value);
    if (ENTITIES.includes(option.type)) ids.push(String(value));
    return [{ name: option.name, type: option.type, value }];
  });
}

function checkValue(option: CommandOption, value: OptionValue): void {
  const wanted = VALUE_TYPES[option.type] ?? 'string';
  const fits =
    typeof value === wanted &&
    (!option.choices?.length || option.choices.some((choice) => choice.value === value)) &&
    (option.type !== 4 || Number.isInteger(value)) &&
    (typeof value !== 'string' ||
      (value.length >= (option.min_length ?? 0) && value.length <= (option.max_length ?? 6000))) &&
    (typeof value !== 'number' ||
      (value >= (option.min_value ?? -Infinity) && value <= (option.max_value ?? Infinity)));
  if (!fits) throw new Error(`The option "${option.name}" does not take ${JSON.stringify(value)}.`);
}
