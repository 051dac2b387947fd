import type { Submission } from '../../chat/incoming.ts';
import { isSeen, oneLine, shorten } from '../../chat/text.ts';
import type { Group } from '../../community/who.ts';
import { nearest } from '../../nearest.ts';
import { OPTION_COUNT, OPTION_LENGTH, readOptions } from '../option.ts';
import type { Asker } from './asker.ts';
import { allGroups, mayAskAll } from './form.ts';
import { lasting, questionLength } from './templates.ts';

/** A poll as it was filled in, without a mistake. */
export interface Asked {
  question: string;
  options: string[];
  groups: Group[];
  /** Days. */
  lasts: number;
  anonymous: boolean;
}

/** Sentences by field: what has to be mended. */
export type Problems = Record<string, string>;

/** Reads the form. What comes from a platform may have been forged, so nothing is taken for checked. */
export function readAsk(asker: Asker, fields: Submission['fields']): Asked | { problems: Problems } {
  const question = oneLine(word(fields.question));
  const options = readOptions(word(fields.options));
  const { groups, trouble } = readGroups(asker, fields.groups);
  const lasts = Number(first(fields.lasts));
  const who = first(fields.who);
  const problems = Object.entries({
    question: questionTrouble(question),
    options: optionsTrouble(options),
    groups: trouble,
    lasts: (lasting.choices as readonly number[]).includes(lasts) ? null : 'Choose how many days it is open.',
    who: who === 'anonymous' || who === 'named' ? null : 'Choose who can see who chose what.',
  }).filter((entry): entry is [string, string] => entry[1] !== null);
  if (problems.length > 0) return { problems: Object.fromEntries(problems) };
  return { question, options, groups, lasts, anonymous: who === 'anonymous' };
}

/** What is wrong with a question, in a sentence; null when nothing is. */
export function questionTrouble(question: string): string | null {
  if (!isSeen(question)) return 'Write a question, such as: Which of these would help you most?';
  if (question.length <= questionLength) return null;
  return `The question is ${question.length} characters long. Please shorten it to ${questionLength}.`;
}

/** What is wrong with options that were read (`readOptions`), in a sentence; null when nothing is. */
export function optionsTrouble(options: readonly string[]): string | null {
  const { least, most } = OPTION_COUNT;
  if (options.length < least)
    return `A poll needs at least ${least} different options, one per line. Please add ${least - options.length === 1 ? 'one' : 'some'}.`;
  if (options.length > most)
    return `There are ${options.length} options. Please remove ${options.length - most}: a poll can have ${most}.`;
  const long = options.find((text) => text.length > OPTION_LENGTH);
  if (!long) return null;
  return `“${shorten(long, 40)}” is ${long.length} characters long. Please shorten it to ${OPTION_LENGTH}.`;
}

function readGroups(asker: Asker, given: unknown): { groups: Group[]; trouble: string | null } {
  const named = slugsIn(given);
  if (named.length === 0) return { groups: [], trouble: 'Choose at least one group.' };
  if (named.includes(allGroups) && mayAskAll(asker)) return { groups: asker.groups, trouble: null };
  const unknown = named.find((slug) => !asker.groups.some((group) => group.slug === slug));
  if (unknown === undefined)
    return { groups: asker.groups.filter(({ slug }) => named.includes(slug)), trouble: null };
  const meant = nearest(
    unknown,
    asker.groups.map(({ slug }) => slug),
  );
  const hint = meant ? `Did you mean ${meant}?` : 'Please remove it.';
  return {
    groups: [],
    trouble: `There is no group called “${shorten(oneLine(unknown), 40)}” that you can ask. ${hint}`,
  };
}

/** The slugs of groups that were chosen, or typed where a menu cannot hold them. */
export function slugsIn(given: unknown): string[] {
  const slugs = Array.isArray(given)
    ? given.map(String)
    : word(given)
        .toLowerCase()
        .split(/[\s,;]+/);
  return slugs.filter(Boolean);
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function first(value: unknown): string {
  return Array.isArray(value) ? String(value[0] ?? '') : word(value);
}
