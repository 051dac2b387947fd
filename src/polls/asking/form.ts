import {
  type Given,
  type Problems,
  type Read,
  readAll,
  readChoice,
  readLine,
  tooLong,
  typedIn,
  valuesIn,
} from '../../chat/fields.ts';
import {
  choiceField,
  choicesField,
  type Field,
  type Form,
  form,
  lineField,
  linesField,
} from '../../chat/form.ts';
import type { Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import type { Group } from '../../community/who.ts';
import { nearest } from '../../nearest.ts';
import { showMoment } from '../../time.ts';
import { closingOf } from '../calendar.ts';
import { OPTION_COUNT, OPTION_LENGTH, readOptions } from '../option.ts';
import type { Asker } from './asker.ts';
import { lasting, questionLength } from './templates.ts';

/** What stands in the form when it opens. */
export interface Filling {
  question: string;
  options: readonly string[];
  groupIds: readonly number[];
  lasts: number;
  anonymous: boolean;
}

/** A poll as it was filled in, without a mistake. */
export interface Asked {
  question: string;
  options: string[];
  groups: Group[];
  /** Days. */
  lasts: number;
  anonymous: boolean;
}

/** Stands for every group that may be asked. */
const allGroups = 'all';

const seenBy = {
  anonymous: 'Nobody: answers are anonymous',
  named: 'The person who asks and the office: answers have names',
} as const;

/** Characters of all options together at most. */
const OPTIONS_LENGTH = 2000;

/** More groups than a menu holds, beside “All groups”, are written down by their slugs. */
const listed = limits.menu.options - 1;

/**
 * The form in which a poll is asked.
 * @param zone in which its closing is shown
 */
export function askForm(id: string, asker: Asker, filling: Filling, now: Date, zone: string): Form {
  const { question, options, lasts, anonymous } = filling;
  const text = options.join('\n');
  return form(id, 'Ask a poll', 'Preview', [
    lineField('question', 'Question', questionLength, { value: question }),
    linesField('options', `Options, ${OPTION_COUNT.least} to ${OPTION_COUNT.most}`, OPTIONS_LENGTH, {
      hint: 'One per line. These are suggestions: remove, change and add as you like.',
      // Half an option would be asked as one.
      value: text.length <= OPTIONS_LENGTH ? text : '',
    }),
    groupsField(asker, filling.groupIds),
    choiceField(
      'lasts',
      'Open for',
      lasting.choices.map((days) => ({
        value: String(days),
        label: days === 1 ? '1 day' : `${days} days`,
        description: `sent now: until ${showMoment(closingOf(now, days, zone), zone)}`,
      })),
      { hint: 'It closes at 17:00, on a working day.', chosen: String(lasts) },
    ),
    choiceField('who', 'Who can see who chose what?', seenBy, {
      hint: 'You cannot change this after sending.',
      chosen: anonymous ? 'anonymous' : 'named',
    }),
  ]);
}

/** Reads the form. */
export function readAsk(asker: Asker, fields: Submission['fields']): Asked | { problems: Problems } {
  const example = 'Write a question, such as: Which of these would help you most?';
  const read = readAll({
    question: readLine(fields.question, questionLength, example),
    options: readTyped(fields.options),
    groups: readGroups(asker, fields.groups),
    lasts: readChoice(fields.lasts, lasting.choices.map(String)),
    who: readChoice(fields.who, Object.keys(seenBy)),
  });
  if ('problems' in read) return read;
  const { question, options, groups, lasts, who } = read;
  return { question, options, groups, lasts: Number(lasts), anonymous: who === 'anonymous' };
}

function readTyped(given: Given): Read<string[]> {
  const { least, most } = OPTION_COUNT;
  const options = readOptions(typedIn(given));
  const missing = least - options.length;
  if (missing > 0)
    return {
      problem: `A poll needs at least ${least} different options, one per line. Please add ${missing === 1 ? 'one' : 'some'}.`,
    };
  if (options.length > most)
    return {
      problem: `There are ${options.length} options. Please remove ${options.length - most}: a poll can have ${most}.`,
    };
  const long = options.find((text) => text.length > OPTION_LENGTH);
  if (long === undefined) return { value: options };
  return { problem: tooLong(long.length, OPTION_LENGTH, `“${shorten(long, 40)}”`) };
}

/** The slugs of groups that were chosen, or typed where a menu cannot hold them. */
export function slugsIn(given: Given): string[] {
  const slugs = typeof given === 'string' ? given.toLowerCase().split(/[\s,;]+/) : valuesIn(given);
  return slugs.filter(Boolean);
}

function readGroups(asker: Asker, given: Given): Read<Group[]> {
  const named = slugsIn(given);
  if (named.length === 0) return { problem: 'Choose at least one group.' };
  if (named.includes(allGroups) && mayAskAll(asker)) return { value: asker.groups };
  const slugs = asker.groups.map(({ slug }) => slug);
  const unknown = named.find((slug) => !slugs.includes(slug));
  if (unknown === undefined) return { value: asker.groups.filter(({ slug }) => named.includes(slug)) };
  const meant = nearest(unknown, slugs);
  const hint = meant ? `Did you mean ${meant}?` : 'Please remove it.';
  return { problem: `There is no group called “${shorten(oneLine(unknown), 40)}” that you can ask. ${hint}` };
}

function groupsField(asker: Asker, groupIds: readonly number[]): Field {
  const { groups } = asker;
  const chosen = groups.filter(({ id }) => groupIds.includes(id));
  const whole = mayAskAll(asker) && chosen.length === groups.length;
  const values = whole ? [allGroups] : chosen.map(({ slug }) => slug);
  if (groups.length > listed) return written(values.join(', '));
  const options = groups.map((group) => ({
    value: group.slug,
    label: shorten(group.name, limits.menu.label),
  }));
  const all = mayAskAll(asker) ? [{ value: allGroups, label: 'All groups' }] : [];
  return choicesField('groups', 'Groups to ask', [...all, ...options], {
    most: Math.max(1, groups.length),
    chosen: values,
  });
}

function written(value: string): Field {
  return linesField('groups', 'Groups to ask', limits.form.lines, {
    hint: 'Their short names, such as clinical-computing, separated by commas. For all groups, write: all',
    // Half a name would be another group.
    value: value.length <= limits.form.lines ? value : '',
  });
}

/** Office staff may choose all at once; who chairs several chooses among them. */
function mayAskAll({ office, groups }: Pick<Asker, 'office' | 'groups'>): boolean {
  return office && groups.length > 1;
}
