import { type Component, flatten, SELECTS, TYPE } from '../component.ts';
import type { Core } from '../core.ts';
import type { StoredMessage } from '../world.ts';
import { type ActResult, channelOf, interact, personOf } from './interaction.ts';
import { resolve } from './interaction-event.ts';

export interface PressArgs {
  user: string;
  channel: string;
  message: string;
  customId: string;
}

export interface ChooseArgs extends PressArgs {
  values: string[];
}

const LINK = 5;
const COMPONENT = 3;

/** Presses a button. @throws Error if this person could not: not there, not theirs to see, disabled, a link. */
export async function press(core: Core, args: PressArgs): Promise<ActResult> {
  const { message, component } = findControl(core, args);
  if (component.type !== TYPE.button) throw new Error(`${args.customId} is not a button; use choose().`);
  if (component.style === LINK)
    throw new Error(`${args.customId} is a link; pressing it opens a page, the bot hears nothing.`);
  return interact(
    core,
    { type: COMPONENT },
    {
      person: personOf(core, args.user),
      channel: channelOf(core, message.channelId),
      message,
      data: { component_type: TYPE.button, custom_id: args.customId, id: component.id },
    },
  );
}

/** Chooses in a select menu. @throws Error if this person could not: see press; or with values the menu does not offer. */
export async function choose(core: Core, args: ChooseArgs): Promise<ActResult> {
  const { message, component } = findControl(core, args);
  if (!SELECTS.includes(component.type))
    throw new Error(`${args.customId} is not a select menu; use press().`);
  checkValues(core, component, args.values);
  const entities = component.type === TYPE.stringSelect ? {} : { resolved: resolve(core, args.values) };
  return interact(
    core,
    { type: COMPONENT },
    {
      person: personOf(core, args.user),
      channel: channelOf(core, message.channelId),
      message,
      data: {
        component_type: component.type,
        custom_id: args.customId,
        id: component.id,
        values: args.values,
        ...entities,
      },
    },
  );
}

/** @throws Error if a select menu does not let a person choose these values: unknown, too few, too many, twice. */
export function checkValues({ world }: Core, select: Component, values: string[]): void {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  const name = select.custom_id ?? '';
  if (new Set(values).size !== values.length) throw new Error(`${name}: a value was chosen twice.`);
  if (values.length < least || values.length > most)
    throw new Error(`${name} takes ${least} to ${most} values, not ${values.length}.`);
  const offered: Record<number, (value: string) => boolean> = {
    [TYPE.stringSelect]: (value) => (select.options ?? []).some((option) => option.value === value),
    [TYPE.userSelect]: (value) => world.people.has(value),
    [TYPE.roleSelect]: (value) => world.roles.has(value),
    [TYPE.mentionableSelect]: (value) => world.people.has(value) || world.roles.has(value),
    [TYPE.channelSelect]: (value) => world.channels.get(value)?.kind === 'text',
  };
  for (const value of values)
    if (!offered[select.type]?.(value)) throw new Error(`${name} does not offer "${value}".`);
}

/** A message this person sees: in the channel, or private to them. @throws Error if they do not. */
export function visibleMessage(core: Core, user: string, channel: string, id: string): StoredMessage {
  const found = [...channelOf(core, channel).messages, ...(core.world.ephemeral.get(user) ?? [])].find(
    (message) => message.id === id,
  );
  if (!found) throw new Error(`Message ${id} is not in channel ${channel}, or this person cannot see it.`);
  return found;
}

function findControl(
  core: Core,
  { user, channel, message: id, customId }: PressArgs,
): { message: StoredMessage; component: Component } {
  personOf(core, user);
  const message = visibleMessage(core, user, channel, id);
  const component = flatten(message.components).find((candidate) => candidate.custom_id === customId);
  if (!component) {
    const there = flatten(message.components).flatMap((candidate) => candidate.custom_id ?? []);
    throw new Error(`Message ${id} has no control ${customId}. It has: ${there.join(', ') || 'none'}.`);
  }
  if (component.disabled) throw new Error(`${customId} is disabled; nobody can use it.`);
  return { message, component };
}
