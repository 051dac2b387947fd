import { type Choice, type Field, type Form, form } from '../../chat/form.ts';
import { limits } from '../../chat/limits.ts';
import { shorten } from '../../chat/text.ts';
import { showMoment } from '../../time.ts';
import { closingOf } from '../calendar.ts';
import { OPTION_COUNT } from '../option.ts';
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

/** Stands for every group that may be asked. */
export const allGroups = 'all';

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
    {
      kind: 'line',
      id: 'question',
      label: 'Question',
      required: true,
      value: shorten(question, questionLength),
      most: questionLength,
    },
    {
      kind: 'lines',
      id: 'options',
      label: `Options, ${OPTION_COUNT.least} to ${OPTION_COUNT.most}`,
      hint: 'One per line. These are suggestions: remove, change and add as you like.',
      required: true,
      most: 2000,
      ...(text.length <= 2000 ? { value: text } : {}),
    },
    groupsField(asker, filling.groupIds),
    {
      kind: 'choice',
      id: 'lasts',
      label: 'Open for',
      hint: 'It closes at 17:00, on a working day.',
      required: true,
      most: 1,
      options: lasting.choices.map((days) => ({
        value: String(days),
        label: days === 1 ? '1 day' : `${days} days`,
        description: `sent now: until ${showMoment(closingOf(now, days, zone), zone)}`,
      })),
      chosen: [String(lasts)],
    },
    {
      kind: 'choice',
      id: 'who',
      label: 'Who can see who chose what?',
      hint: 'You cannot change this after sending.',
      required: true,
      most: 1,
      options: [
        { value: 'anonymous', label: 'Nobody: answers are anonymous' },
        { value: 'named', label: 'The person who asks and the office: answers have names' },
      ],
      chosen: [anonymous ? 'anonymous' : 'named'],
    },
  ]);
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
  const field: Choice = {
    kind: 'choice',
    id: 'groups',
    label: 'Groups to ask',
    required: true,
    options: mayAskAll(asker) ? [{ value: allGroups, label: 'All groups' }, ...options] : options,
    most: Math.max(1, groups.length),
    chosen: values,
  };
  return field;
}

function written(value: string): Field {
  return {
    kind: 'lines',
    id: 'groups',
    label: 'Groups to ask',
    hint: 'Their short names, such as clinical-computing, separated by commas. For all groups, write: all',
    required: true,
    most: limits.form.lines,
    ...(value.length <= limits.form.lines ? { value } : {}),
  };
}

/** Office staff may choose all at once; who chairs several chooses among them. */
export function mayAskAll({ office, groups }: Pick<Asker, 'office' | 'groups'>): boolean {
  return office && groups.length > 1;
}
