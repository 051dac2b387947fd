import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Field, Form } from '../../src/chat/form.ts';
import type { Submission } from '../../src/chat/incoming.ts';
import { renderOption } from './message.ts';
import { label } from './text.ts';

/**
 * A form as a modal. Pure (docs.discord.com, Component Reference, Label, Text Input, String Select). Discord writes
 * its own word on the button that sends it off.
 */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  return { custom_id: form.id, title: label(form.title), components: form.fields.map(renderField) };
}

function renderField(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: label(field.label),
    ...(field.hint ? { description: label(field.hint) } : {}),
    component: renderInput(field),
  };
}

function renderInput(field: Field): APIComponentInLabel {
  if (field.kind === 'choice')
    return {
      type: ComponentType.StringSelect,
      custom_id: field.id,
      required: field.required,
      min_values: field.required ? 1 : 0,
      max_values: Math.min(field.most, field.options.length),
      options: field.options.map((option) => ({
        ...renderOption(option),
        default: field.chosen?.includes(option.value) ?? false,
      })),
    };
  return {
    type: ComponentType.TextInput,
    custom_id: field.id,
    style: field.kind === 'line' ? TextInputStyle.Short : TextInputStyle.Paragraph,
    required: field.required,
    max_length: field.most,
    ...(field.value ? { value: field.value.slice(0, field.most).toWellFormed() } : {}),
  };
}

/** What was filled in, by field id: words as a string, choices as a list. */
export function readFields({ components }: APIModalSubmission): Submission['fields'] {
  const inputs = components.flatMap((part) => {
    if (part.type === ComponentType.Label) return [part.component];
    return part.type === ComponentType.ActionRow ? part.components : [];
  });
  return Object.fromEntries(
    inputs.flatMap((input): [string, string | string[]][] => {
      if (input.type === ComponentType.TextInput) return [[input.custom_id, input.value]];
      return input.type === ComponentType.StringSelect ? [[input.custom_id, input.values]] : [];
    }),
  );
}

/** The same form with what a person has filled in. */
export function filled(form: Form, typed: Submission['fields']): Form {
  return {
    ...form,
    fields: form.fields.map((field): Field => {
      const value = typed[field.id];
      if (field.kind === 'choice') return Array.isArray(value) ? { ...field, chosen: value } : field;
      return typeof value === 'string' ? { ...field, value } : field;
    }),
  };
}
