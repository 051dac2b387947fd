import { type Field, type Form, form } from '../../chat/form.ts';
import { limits } from '../../chat/limits.ts';
import type { Option } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import { type Ask, asks, LENGTHS, type Urgency, urgencies } from '../theme/theme.ts';

/** What stands in the form when it opens. */
export interface Filling {
  title: string;
  words: string;
  ask: Ask | null;
  urgency: Urgency;
  /** What can be ticked, and the values that are. */
  offered: readonly Option[];
  chosen: readonly string[];
}

/**
 * The form in which a theme is written. Where nothing can be ticked it does not ask for evidence.
 * @param names of the group that raises it, and of the council
 */
export function themeForm(id: string, names: { group: string; council: string }, filling: Filling): Form {
  const council = shorten(names.council, 20);
  return form(id, 'Raise a theme', 'Preview', [
    ...evidenceField(filling),
    {
      kind: 'line',
      id: 'title',
      label: 'What is it about, in one line?',
      hint: shorten(`It is raised for ${names.group}.`, limits.form.hint),
      required: true,
      value: shorten(filling.title, LENGTHS.title),
      most: LENGTHS.title,
    },
    {
      kind: 'lines',
      id: 'words',
      label: `What should ${council} know?`,
      hint: 'What is happening, who is affected and why it matters. Please do not name patients.',
      required: true,
      value: shorten(filling.words, LENGTHS.words),
      most: LENGTHS.words,
    },
    {
      kind: 'choice',
      id: 'ask',
      label: `What do you ask ${council} for?`,
      required: true,
      most: 1,
      options: listed(asks),
      ...(filling.ask === null ? {} : { chosen: [filling.ask] }),
    },
    {
      kind: 'choice',
      id: 'urgency',
      label: 'How urgent is it?',
      required: true,
      most: 1,
      options: listed(urgencies),
      chosen: [filling.urgency],
    },
  ]);
}

function evidenceField({ offered, chosen }: Filling): Field[] {
  if (offered.length === 0) return [];
  return [
    {
      kind: 'choice',
      id: 'evidence',
      label: 'Evidence',
      hint: 'Flagged items, ideas and poll results of your group. Tick all that belong to this theme.',
      required: false,
      most: offered.length,
      options: offered,
      chosen: chosen.filter((value) => offered.some((option) => option.value === value)),
    },
  ];
}

function listed(words: Readonly<Record<string, string>>): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
