import type { Day } from '../time.ts';
import { limits } from './limits.ts';
import { checkOptions, type Option, within } from './message.ts';
import { shorten } from './text.ts';

/** A form in a window of its own, as plain data. What is typed comes back as a `Submission` with the form's id. */
export interface Form {
  /** `what:context`, at most 100 characters. */
  id: string;
  title: string;
  submit: string;
  fields: readonly Field[];
}

export type Field = Line | DayField | Choice;

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

/** A day: picked where a platform has a date picker, typed where it has none. Both are read by `readDay` (fields.ts). */
export interface DayField extends Asked {
  kind: 'day';
  /** As `2026-12-04`; in a form shown again, whatever was typed. */
  value?: string;
}

/** One or several of a list. */
export interface Choice extends Asked {
  kind: 'choice';
  options: readonly Option[];
  chosen?: readonly string[];
  most: number;
}

/** What may be said of any field beside its id and label. It is required unless told otherwise. */
interface More {
  hint?: string;
  required?: boolean;
}

/** A field for one line of words. @param most characters; a `value` is shortened to them */
export function lineField(
  id: string,
  label: string,
  most: number,
  more: More & { value?: string | null } = {},
): Line {
  return { kind: 'line', ...asked(id, label, more), most, value: shorten(more.value ?? '', most) };
}

/** A field for several lines of words. @param most characters; a `value` is shortened to them */
export function linesField(
  id: string,
  label: string,
  most: number,
  more: More & { value?: string | null } = {},
): Line {
  return { kind: 'lines', ...asked(id, label, more), most, value: shorten(more.value ?? '', most) };
}

/** A field for a day. Its hint need not say how a day is written. */
export function dayField(
  id: string,
  label: string,
  more: More & { value?: Day | null | undefined } = {},
): DayField {
  const { value } = more;
  return { kind: 'day', ...asked(id, label, more), ...(value ? { value } : {}) };
}

/** A field for one of a list. @param options as they are, or their labels by value */
export function choiceField(
  id: string,
  label: string,
  options: Offered,
  more: More & { chosen?: string | null | undefined } = {},
): Choice {
  return choicesField(id, label, options, { ...more, most: 1, chosen: [more.chosen ?? []].flat() });
}

/** A field for several of a list. @param more.most how many; all, unless told otherwise */
export function choicesField(
  id: string,
  label: string,
  options: Offered,
  more: More & { chosen?: readonly string[]; most?: number } = {},
): Choice {
  const offered = isList(options)
    ? options
    : Object.entries(options).map(([value, label]) => ({ value, label }));
  const { most = offered.length, chosen = [] } = more;
  return { kind: 'choice', ...asked(id, label, more), options: offered, chosen, most };
}

type Offered = readonly Option[] | Readonly<Record<string, string>>;

function isList(options: Offered): options is readonly Option[] {
  return Array.isArray(options);
}

function asked(id: string, label: string, { hint, required = true }: More): Asked {
  return { id, label, required, ...(hint === undefined ? {} : { hint }) };
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
    else if (field.kind === 'day') checkDay(field);
    else if (field.most < 1 || field.most > limit[field.kind])
      throw new RangeError(`${field.kind} takes 1 to ${limit[field.kind]} characters`);
    else if (field.value !== undefined && field.value.length > field.most)
      throw new RangeError(`${field.id} holds more than its ${field.most} characters`);
  }
  return { id, title, submit, fields };
}

function checkDay({ id, value = '' }: DayField): void {
  const { day } = limits.form;
  if (value.length > day) throw new RangeError(`${id} holds more than the ${day} characters of a day`);
}

function checkChoice({ options, most, chosen = [] }: Choice): void {
  checkOptions(options);
  if (most < 1 || chosen.length > most)
    throw new RangeError('a choice lets one or more be chosen, and no more are');
}
