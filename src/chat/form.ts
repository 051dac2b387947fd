import { limits } from './limits.ts';
import { checkOptions, type Option, within } from './message.ts';

/** A form in a window of its own, as plain data. What is typed comes back as a `Submission` with the form's id. */
export interface Form {
  /** `what:context`, at most 100 characters. */
  id: string;
  title: string;
  submit: string;
  fields: readonly Field[];
}

export type Field = Line | Choice;

interface Asked {
  id: string;
  label: string;
  hint?: string;
  required: boolean;
}

/** Words: one line, or several. */
export interface Line extends Asked {
  kind: 'line' | 'lines';
  value?: string;
  /** Characters at most. */
  most: number;
}

/** One or several of a list. */
export interface Choice extends Asked {
  kind: 'choice';
  options: readonly Option[];
  chosen?: readonly string[];
  most: number;
}

/** A form, checked against the limits that every platform can carry. @throws RangeError over a limit. */
export function form(id: string, title: string, submit: string, fields: readonly Field[]): Form {
  const { form: limit } = limits;
  within(id, limits.id, 'an id');
  within(title, limit.title, 'a title');
  within(submit, limit.submit, 'a submit label');
  if (fields.length < 1 || fields.length > limit.fields)
    throw new RangeError(`a form has 1 to ${limit.fields} fields`);
  if (new Set(fields.map((field) => field.id)).size < fields.length)
    throw new RangeError('field ids are unique');
  for (const field of fields) {
    within(field.id, limits.id, 'a field id');
    within(field.label, limit.label, 'a field label');
    if (field.hint !== undefined) within(field.hint, limit.hint, 'a hint');
    if (field.kind === 'choice') checkChoice(field);
    else if (field.most < 1 || field.most > limit[field.kind])
      throw new RangeError(`${field.kind} takes 1 to ${limit[field.kind]} characters`);
    else if (field.value !== undefined && field.value.length > field.most)
      throw new RangeError(`${field.id} holds more than its ${field.most} characters`);
  }
  return { id, title, submit, fields };
}

function checkChoice({ options, most, chosen = [] }: Choice): void {
  checkOptions(options);
  if (most < 1 || chosen.length > most)
    throw new RangeError('a choice lets one or more be chosen, and no more are');
}
