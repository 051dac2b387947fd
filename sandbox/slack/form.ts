/** A modal as a person fills it in. */

import { elementsOf } from './blocks.ts';
import { isObject, type Json } from './schema.ts';
import { chosen, hasState, isEmpty, untouched } from './selection.ts';
import type { View } from './workspace.ts';

/** What a person puts into a form: a value or several by block id. */
export type Filled = Record<string, string | string[]>;

const blocksOf = (open: View): Json[] =>
  Array.isArray(open.view.blocks) ? open.view.blocks.filter(isObject) : [];

/**
 * `state.values` of a view with these values filled in. With `complete` it throws what Slack itself would tell the person
 * (an empty required field) and the form is not sent.
 */
export function stateOf(open: View, values: Filled, complete: boolean): Json {
  const blocks = blocksOf(open);
  const ids = new Set(
    blocks.filter((block) => block.type === 'input').map((block) => String(block.block_id)),
  );
  for (const id of Object.keys(values)) {
    if (!ids.has(id)) throw new Error(`The form has no input "${id}"; it has ${[...ids].join(', ')}.`);
  }
  const state: Record<string, Json> = {};
  for (const block of blocks) {
    const id = String(block.block_id);
    for (const element of elementsOf(block).filter(hasState)) {
      const action = String(element.action_id ?? id);
      const given = values[id];
      const carried =
        block.type === 'input' && given !== undefined
          ? chosen(element, [given].flat())
          : (open.chosen[id]?.[action] ?? untouched(element));
      if (complete && block.type === 'input' && block.optional !== true && isEmpty(carried)) {
        throw new Error(`"${id}" must be filled in: Slack does not send the form.`);
      }
      state[id] = { ...state[id], [action]: carried };
    }
  }
  return state;
}

/** The input blocks' ids, as errors may name them. */
export function inputIds(open: View): string[] {
  return blocksOf(open)
    .filter((block) => block.type === 'input')
    .map((block) => String(block.block_id));
}
