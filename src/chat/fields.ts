import { type Day, showDay } from '../time.ts';
import { parseDay, parseMoment, parseTime, type Wanted } from './day.ts';
import type { Submission } from './incoming.ts';
import { isSeen, oneLine, severalLines } from './text.ts';

/** What a platform says of one field. It may have been forged, so nothing is taken for checked. */
export type Given = Submission['fields'][string] | undefined;

/** A field as it was read, or the sentence that says what has to be mended in it. */
export type Read<T> = { value: T } | { problem: string };

/** Sentences by field: what has to be mended. */
export type Problems = Readonly<Record<string, string>>;

/** Must it be filled in? A sentence stands in place of the usual complaint when it is not. */
type Required = boolean | string;

const FILL_IN = 'Please fill this in.';
const CHOOSE = 'Please choose one of these.';
const CHOOSE_AMONG = 'Please choose from the list.';

/** One line of words; empty when nothing can be seen. @param most characters */
export function readLine(given: Given, most: number, required: Required = false): Read<string> {
  return readText(oneLine(typedIn(given)), most, required);
}

/** Words in lines, with one blank line at most between two; empty when nothing can be seen. @param most characters */
export function readLines(given: Given, most: number, required: Required = false): Read<string> {
  return readText(severalLines(typedIn(given)), most, required);
}

/** One of a list. @param problem in place of the usual complaint */
export function readChoice<T extends string>(given: Given, options: readonly T[], problem = CHOOSE): Read<T> {
  const value = options.find((option) => option === chosenIn(given));
  return value === undefined ? { problem } : { value };
}

/** Any of a list, also none, in the order of the list. */
export function readChoices<T extends string>(given: Given, options: readonly T[]): Read<T[]> {
  const values = valuesIn(given);
  const chosen = options.filter((option) => values.includes(option));
  return chosen.length < values.length ? { problem: CHOOSE_AMONG } : { value: chosen };
}

/** The days among which one is wanted: the first and the last that make sense. */
export interface Days {
  /** Where the day is wanted: what “tomorrow” and “Monday” mean depends on it. */
  today: Day;
  first?: Day;
  last?: Day;
  /** What is meant by a day without a year; one to come, unless told otherwise. */
  wanted?: Wanted;
}

/** A day as people write it (`parseDay`), or as a date picker gives it. */
export function readDay(given: Given, days: Days, required: true | string = true): Read<Day> {
  const read = readWhen(given, days, required, parseDay);
  return 'value' in read ? { value: read.value.day } : read;
}

/** A day, or null when nothing is filled in. */
export function readOptionalDay(given: Given, days: Days): Read<Day | null> {
  return isSeen(oneLine(typedIn(given))) ? readDay(given, days) : { value: null };
}

/** A day with a time of day, or without (`parseMoment`). */
export function readMoment(given: Given, days: Days): Read<{ day: Day; time: string | null }> {
  return readWhen(given, days, true, parseMoment);
}

/** A time of day, as `09:30`. */
export function readTime(given: Given): Read<string> {
  const typed = oneLine(typedIn(given));
  if (!isSeen(typed)) return { problem: FILL_IN };
  const read = parseTime(typed);
  return 'problem' in read ? read : { value: read.time };
}

/** All fields of a form together. @returns what they hold, or what has to be mended, by field */
export function readAll<T extends object>(reads: { [K in keyof T]: Read<T[K]> }): T | { problems: Problems } {
  const all = Object.entries(reads as Record<string, Read<unknown>>);
  const problems = all.flatMap(([id, read]) => ('problem' in read ? [[id, read.problem] as const] : []));
  if (problems.length > 0) return { problems: Object.fromEntries(problems) };
  return Object.fromEntries(all.map(([id, read]) => [id, 'value' in read ? read.value : null])) as T;
}

/** What was typed, as it came; empty for a list, which no field of words gives. */
export function typedIn(given: Given): string {
  return typeof given === 'string' ? given : '';
}

/** What was chosen, as it came; of several the first. */
export function chosenIn(given: Given): string {
  return (typeof given === 'string' ? given : given?.[0]) ?? '';
}

/** What was chosen, each once, as it came. */
export function valuesIn(given: Given): string[] {
  return [...new Set([given ?? []].flat())];
}

/** The complaint about words that are too long. @param what is so long, to begin the sentence */
export function tooLong(length: number, most: number, what = 'This'): string {
  return `${what} is ${length} characters long. Please shorten it to ${most}.`;
}

function readWhen<T extends { day: Day }>(
  given: Given,
  { today, first, last, wanted }: Days,
  required: true | string,
  parse: (typed: string, today: Day, wanted?: Wanted) => T | { problem: string },
): Read<T> {
  const typed = oneLine(typedIn(given));
  if (!isSeen(typed)) return { problem: required === true ? FILL_IN : required };
  const read = parse(typed, today, wanted);
  if ('problem' in read) return read;
  const { day } = read;
  if (first && day < first)
    return { problem: `${showDay(day)} is too early. Please choose ${showDay(first)} or a later day.` };
  if (last && day > last)
    return { problem: `${showDay(day)} is too far off. Please choose ${showDay(last)} or an earlier day.` };
  return { value: read };
}

function readText(text: string, most: number, required: Required): Read<string> {
  if (required !== false && !saysSomething(text)) return { problem: required === true ? FILL_IN : required };
  if (!isSeen(text)) return { value: '' };
  return text.length > most ? { problem: tooLong(text.length, most) } : { value: text };
}

/** Letters, digits or signs such as emoji: of points and dashes alone nobody learns anything. */
export function saysSomething(text: string): boolean {
  return /(?![\p{DI}\u2800])[\p{L}\p{N}\p{S}]/u.test(text);
}
