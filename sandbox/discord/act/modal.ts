import { type Component, flatten, SELECTS, TYPE } from '../component.ts';
import type { Core } from '../core.ts';
import { storedMessage } from '../routes/answer-message.ts';
import type { ShownModal } from '../world.ts';
import { checkValues } from './components.ts';
import { type ActResult, channelOf, interact, personOf } from './interaction.ts';
import { resolve } from './interaction-event.ts';

export type FieldValue = string | string[] | boolean | null;

export interface SubmitArgs {
  user: string;
  /** The form's `custom_id` or its handle; the newest that is open counts. */
  modal: string;
  /** What the person entered, by the inputs' `custom_id`; what is left out keeps its default. */
  fields: Record<string, FieldValue>;
}

const SUBMIT = 5;

/** Sends a form off. @throws Error if this person has no such form open, or could not send it like this. */
export async function submit(core: Core, { user, modal: name, fields }: SubmitArgs): Promise<ActResult> {
  const modal = openModal(core, user, name);
  const inputs = flatten(modal.components).filter((component) => component.custom_id);
  for (const key of Object.keys(fields))
    if (!inputs.some((input) => input.custom_id === key))
      throw new Error(`The form ${modal.customId} has no field ${key}.`);
  const entered = new Map(
    inputs.map((input) => [input, enteredIn(core, input, fields[input.custom_id ?? ''])]),
  );
  const ids = [...entered].flatMap(([input, { values = [] }]) =>
    SELECTS.includes(input.type) && input.type !== TYPE.stringSelect ? values : [],
  );
  const message = modal.messageId ? storedMessage(core.world, modal.messageId) : undefined;
  const result = await interact(
    core,
    { type: SUBMIT },
    {
      person: personOf(core, user),
      channel: channelOf(core, modal.channelId),
      data: {
        custom_id: modal.customId,
        components: modal.components.map((component) => partOnWire(component, entered)),
        ...(ids.length > 0 ? { resolved: resolve(core, ids) } : {}),
      },
      ...(message ? { message } : {}),
    },
  );
  // An unanswered form stays open, so that the person can send it again.
  modal.submitted = result.acked;
  core.changed();
  return result;
}

/** Closes a form unsent, with all that lie under it: the bot hears nothing of it. @throws Error if this person has no such form open. */
export function dismiss(core: Core, { user, modal }: Pick<SubmitArgs, 'user' | 'modal'>): void {
  openModal(core, user, modal);
  const sent = (core.world.modals.get(user) ?? []).filter(({ submitted }) => submitted);
  core.world.modals.set(user, sent);
  core.changed();
}

function openModal({ world }: Core, user: string, name: string): ShownModal {
  const open = (world.modals.get(user) ?? []).filter((modal) => !modal.submitted);
  const found = open.findLast((modal) => modal.handle === name || modal.customId === name);
  if (!found)
    throw new Error(
      `No form ${name} is open for ${user}. Open: ${open.map((modal) => modal.customId).join(', ') || 'none'}.`,
    );
  return found;
}

interface Entered {
  value?: string | boolean | null;
  values?: string[];
}

function partOnWire(component: Component, entered: Map<Component, Entered>): object {
  const { type, id } = component;
  if (component.components)
    return { type, id, components: component.components.map((child) => partOnWire(child, entered)) };
  if (component.component) return { type, id, component: partOnWire(component.component, entered) };
  return component.custom_id
    ? { type, id, custom_id: component.custom_id, ...entered.get(component) }
    : { type, id };
}

function enteredIn(core: Core, input: Component, given: FieldValue | undefined): Entered {
  if (input.type === TYPE.textInput) return { value: textValue(input, given) };
  if (input.type === TYPE.checkbox) return { value: given === true };
  if (input.type === TYPE.radioGroup) return { value: radioValue(input, given) };
  const values = listValue(input, given);
  const required = input.required !== false;
  if (!required && values.length === 0) return { values };
  if (input.type === TYPE.upload) throw new Error('Uploading files in a form is not part of this server.');
  const most = input.type === TYPE.checkboxGroup ? (input.options?.length ?? 0) : 1;
  checkValues(
    core,
    {
      ...input,
      type: input.type === TYPE.checkboxGroup ? TYPE.stringSelect : input.type,
      max_values: input.max_values ?? most,
    },
    values,
  );
  return { values };
}

function textValue(input: Component, given: FieldValue | undefined): string {
  const name = input.custom_id ?? '';
  const text = given ?? input.value ?? '';
  if (typeof text !== 'string') throw new Error(`${name} takes a text.`);
  if (input.style === 1 && text.includes('\n')) throw new Error(`${name} is a single line.`);
  if (text === '' && input.required !== false) throw new Error(`${name} must be filled in.`);
  if (text !== '' && text.length < (input.min_length ?? 0))
    throw new Error(`${name} needs ${input.min_length} characters.`);
  if (text.length > (input.max_length ?? 4000))
    throw new Error(`${name} takes ${input.max_length ?? 4000} characters.`);
  return text;
}

function radioValue(input: Component, given: FieldValue | undefined): string | null {
  const chosen = given === undefined ? input.options?.find((option) => option.default)?.value : given;
  if (chosen === undefined || chosen === null) {
    if (input.required !== false) throw new Error(`${input.custom_id} needs a choice.`);
    return null;
  }
  if (!input.options?.some((option) => option.value === chosen))
    throw new Error(`${input.custom_id} does not offer "${chosen}".`);
  return String(chosen);
}

function listValue(input: Component, given: FieldValue | undefined): string[] {
  if (given === undefined) {
    const preset = input.options?.filter((option) => option.default).map((option) => option.value);
    return preset ?? input.default_values?.map(({ id }) => id) ?? [];
  }
  if (given === null) return [];
  return Array.isArray(given) ? given : [String(given)];
}
