import {
  type Given,
  type Problems,
  type Read,
  readAll,
  readChoice,
  readLine,
  readLines,
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

/** A theme as it was filled in. */
export interface Filled {
  title: string;
  words: string;
  ask: Ask;
  urgency: Urgency;
  /** What was ticked: values that were offered, each once. */
  evidence: string[];
}

/**
 * The form in which a theme is written. Where nothing can be ticked it does not ask for evidence.
 * @param names of the group that raises it, and of the council
 */
export function themeForm(id: string, names: { group: string; council: string }, filling: Filling): Form {
  const council = shorten(names.council, 20);
  return form(id, 'Raise a theme', 'Preview', [
    ...evidenceField(filling),
    lineField('title', 'What is it about, in one line?', LENGTHS.title, {
      hint: shorten(`It is raised for ${names.group}.`, limits.form.hint),
      value: filling.title,
    }),
    linesField('words', `What should ${council} know?`, LENGTHS.words, {
      hint: 'What is happening, who is affected and why it matters. Please do not name patients.',
      value: filling.words,
    }),
    choiceField('ask', `What do you ask ${council} for?`, asks, { chosen: filling.ask }),
    choiceField('urgency', 'How urgent is it?', urgencies, { chosen: filling.urgency }),
  ]);
}

/**
 * Reads the form.
 * @param offered the values that may be ticked
 */
export function readTheme(
  fields: Submission['fields'],
  offered: ReadonlySet<string>,
): Filled | { problems: Problems } {
  return readAll<Filled>({
    evidence: readEvidence(fields.evidence, offered),
    title: readLine(fields.title, LENGTHS.title, 'Please say in a few words what it is about.'),
    words: readLines(fields.words, LENGTHS.words, 'Please write what the council should know.'),
    ask: readChoice(fields.ask, Object.keys(asks) as Ask[]),
    urgency: readChoice(fields.urgency, Object.keys(urgencies) as Urgency[]),
  });
}

function evidenceField({ offered, chosen }: Filling): Field[] {
  if (offered.length === 0) return [];
  return [
    choicesField('evidence', 'Evidence', offered, {
      hint: 'Flagged items, ideas and poll results of your group. Tick all that belong to this theme.',
      required: false,
      chosen: chosen.filter((value) => offered.some((option) => option.value === value)),
    }),
  ];
}

function readEvidence(given: Given, offered: ReadonlySet<string>): Read<string[]> {
  const evidence = Array.isArray(given) ? valuesIn(given) : [];
  const lost = evidence.filter((value) => !offered.has(value)).length;
  if (lost > 0) {
    const what = lost === 1 ? 'One of these' : `${lost} of these`;
    return {
      problem: `${what} cannot be used as evidence: it may be hidden, no longer flagged, already in a theme of your group, or from another group. Please remove it.`,
    };
  }
  const { options } = limits.menu;
  return evidence.length > options ? { problem: `Please tick at most ${options}.` } : { value: evidence };
}
