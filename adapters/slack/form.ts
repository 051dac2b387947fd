import type { Field, Form } from '../../src/chat/form.ts';
import { renderOption, renderSelect } from './message.ts';
import type { Origin } from './origin.ts';
import { type Json, plainText } from './text.ts';

/** A form as a modal. Pure. Where it was opened goes with it, since Slack forgets that (docs.slack.dev, Modal views). */
export function renderForm(form: Form, from: Origin): Json {
  const { channel, thread, answerTo, touched } = from;
  return {
    type: 'modal',
    callback_id: form.id,
    private_metadata: JSON.stringify({ channel, thread, answerTo, touched }),
    title: plainText(form.title, 24),
    submit: plainText(form.submit, 24),
    close: plainText('Cancel', 24),
    blocks: form.fields.map(renderField),
  };
}

function renderField(field: Field): Json {
  return {
    type: 'input',
    block_id: field.id,
    label: plainText(field.label, 2000),
    optional: !field.required,
    ...(field.hint === undefined || field.hint === '' ? {} : { hint: plainText(field.hint, 2000) }),
    element: { action_id: field.id, ...renderInput(field) },
  };
}

function renderInput(field: Field): Json {
  if (field.kind !== 'choice')
    return {
      type: 'plain_text_input',
      multiline: field.kind === 'lines',
      max_length: field.most,
      ...(field.value ? { initial_value: field.value.toWellFormed() } : {}),
    };
  const chosen = field.options.filter(({ value }) => field.chosen?.includes(value)).map(renderOption);
  const select = renderSelect(field.options, field.most);
  if (chosen.length === 0) return select;
  return field.most > 1
    ? { ...select, initial_options: chosen.slice(0, field.most) }
    : { ...select, initial_option: chosen[0] };
}

/** What a form holds that was sent off: words, and for a choice always a list. */
export function readFields(values: Values): Record<string, string | string[]> {
  const fields: [string, string | string[]][] = Object.entries(values).map(([id, block]) => {
    const state = Object.values(block)[0];
    switch (state?.type) {
      case 'static_select':
        return [id, state.selected_option ? [state.selected_option.value] : []];
      case 'multi_static_select':
        return [id, (state.selected_options ?? []).map(({ value }) => value)];
      default:
        return [id, state?.value ?? ''];
    }
  });
  return Object.fromEntries(fields);
}

/** `view.state.values`: by block id, then by action id. */
export type Values = Readonly<Record<string, Readonly<Record<string, FieldState>>>>;

interface FieldState {
  type: string;
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: readonly { value: string }[];
}
