/** What a person picks or types, in the shape that interactive elements send it. Throws where a person could not do it. */

import { isDay, isObject, type Json } from './schema.ts';

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Every option of an element, also those in groups. */
export function optionsOf(element: Json): Json[] {
  return [
    ...objects(element.options),
    ...objects(element.option_groups).flatMap((group) => objects(group.options)),
  ];
}

function option(element: Json, value: string): Json {
  const found = optionsOf(element).find((one) => one.value === value);
  if (found) return found;
  const offered = optionsOf(element).map((one) => String(one.value));
  throw new Error(
    `"${String(element.action_id)}" does not offer "${value}"; it offers ${offered.join(', ')}.`,
  );
}

/** The member of the payload that carries a single pick, for each kind of element. */
const single: Record<string, string> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  overflow: 'selected_option',
  radio_buttons: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
};
const multiple: Record<string, string> = {
  multi_static_select: 'selected_options',
  checkboxes: 'selected_options',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
};

/** The member that carries what was picked, and whether it is a list; undefined for elements without a state. */
function carrier(element: Json): { name: string; many: boolean } | undefined {
  const kind = String(element.type);
  const name = single[kind] ?? multiple[kind];
  return name ? { name, many: kind in multiple } : undefined;
}

/** Whether an element keeps what was chosen (a button does not, nor an overflow menu). */
export function hasState(element: Json): boolean {
  return carrier(element) !== undefined && element.type !== 'overflow';
}

/** What the element carries before anybody touched it. */
export function untouched(element: Json): Json {
  const { name, many } = carrier(element) ?? { name: 'value', many: false };
  const initial = element[name.replace('selected', 'initial')] ?? element[`initial_${name}`];
  return { type: element.type, [name]: initial ?? (many ? [] : null) };
}

/** What the element carries once these values are chosen or typed. */
export function chosen(element: Json, values: string[]): Json {
  const id = String(element.action_id);
  const carried = carrier(element);
  if (!carried) throw new Error(`Nothing can be chosen in "${id}": it is a ${String(element.type)}.`);
  const { name, many } = carried;
  const byOption = name.startsWith('selected_option') && element.type !== 'external_select';
  if (!many && values.length !== 1) throw new Error(`"${id}" takes one value, not ${values.length}.`);
  const most = element.max_selected_items;
  if (typeof most === 'number' && values.length > most)
    throw new Error(`"${id}" takes at most ${most} values.`);
  const picked = values.map((value) => (byOption ? option(element, value) : value));
  if (many) return { type: element.type, [name]: picked };
  const [value] = values;
  if (name === 'value') typed(element, String(value));
  if (element.type === 'datepicker' && value !== '' && !isDay(String(value)))
    throw new Error(`"${id}" is a date picker: nobody can type "${value}" in it, only pick 2026-12-04.`);
  const one = element.type === 'datetimepicker' ? Number(value) : picked[0];
  return { type: element.type, [name]: one === '' ? null : one };
}

function typed(element: Json, value: string): void {
  const id = String(element.action_id);
  const { min_length: min, max_length: max } = element;
  const most =
    typeof max === 'number' ? max : element.type === 'plain_text_input' ? 3000 : Number.POSITIVE_INFINITY;
  if (value.length > most)
    throw new Error(`"${id}" takes at most ${most} characters; ${value.length} were typed.`);
  if (typeof min === 'number' && value !== '' && value.length < min) {
    throw new Error(`"${id}" wants at least ${min} characters.`);
  }
  if (element.type === 'plain_text_input' && element.multiline !== true && value.includes('\n')) {
    throw new Error(`"${id}" has one line: nobody can type a line end in it.`);
  }
}

/** Whether nothing is chosen in what an element carries. */
export function isEmpty(carried: Json): boolean {
  return Object.entries(carried).every(
    ([name, value]) => name === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );
}
