import { readDay } from '../../chat/day.ts';
import type { Submission } from '../../chat/incoming.ts';
import { clean, isSeen, oneLine } from '../../chat/text.ts';
import { addMonths, type Day, showDay } from '../../time.ts';

type Fields = Submission['fields'];

/** Sentences by field: what has to be mended. */
export type Problems = Record<string, string>;

/** Words in lines, with one blank line at most between two; empty when nothing can be seen. What comes from a platform may be forged. */
export function linesIn(fields: Fields, id: string): string {
  const words = clean(typed(fields, id).replace(/\r\n?/g, '\n'))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
  return isSeen(words) ? words : '';
}

/** Words in one line; empty when nothing can be seen. */
export function lineIn(fields: Fields, id: string): string {
  const words = oneLine(typed(fields, id));
  return isSeen(words) ? words : '';
}

/** What was chosen; undefined when it is none of these. */
export function chosenIn<T extends string>(fields: Fields, id: string, options: readonly T[]): T | undefined {
  return options.find((option) => option === typed(fields, id));
}

/** What is wrong with the length of words, by field; empty when nothing is. */
export function tooLong(
  words: Readonly<Record<string, string>>,
  most: Readonly<Record<string, number>>,
): Problems {
  return Object.fromEntries(
    Object.entries(words).flatMap(([id, { length }]) =>
      length > (most[id] ?? 0)
        ? [[id, `This is ${length} characters long. Please shorten it to ${most[id]}.`]]
        : [],
    ),
  );
}

/**
 * A day as people write it; null when nothing was typed.
 * @param first the earliest that makes sense @param months from then on, within which it must lie
 */
export function dayFrom(
  fields: Fields,
  id: string,
  first: Day,
  months = 60,
): { day: Day | null } | { problem: string } {
  const words = lineIn(fields, id);
  if (!words) return { day: null };
  const read = readDay(words);
  if ('day' in read && read.day < first)
    return { problem: `${showDay(read.day)} is too early. Please write ${showDay(first)} or a later day.` };
  const last = addMonths(first, months);
  if ('day' in read && read.day > last)
    return {
      problem: `${showDay(read.day)} is too far off. Please write ${showDay(last)} or an earlier day.`,
    };
  return read;
}

function typed(fields: Fields, id: string): string {
  const value = Object.hasOwn(fields, id) ? fields[id] : '';
  return String([value ?? ''].flat()[0] ?? '');
}
