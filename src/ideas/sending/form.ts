import { type Problems, readAll, readChoice, readLine, readLines } from '../../chat/fields.ts';
import { choiceField, type Field, type Form, form, lineField, linesField } from '../../chat/form.ts';
import type { Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { shorten } from '../../chat/text.ts';
import { type TopicId, topicIds, topics } from '../../taxonomy/topics.ts';
import { type Kind, kinds, LENGTHS } from '../idea/idea.ts';

/** What stands in the form when it opens. */
export interface Filling {
  title: string;
  text: string;
}

/** An idea as it was filled in, without a mistake. */
export interface Filled extends Worded {
  kind: Kind;
  signed: boolean;
}

/** What its sender can change later. */
export interface Worded {
  title: string;
  text: string;
  /** Null: it is to be guessed. */
  topic: TopicId | null;
}

/** Stands for no topic in particular: taking in finds one in the words. */
const guessed = 'guess';

const signatures = {
  signed: 'With my name',
  anonymous: 'Anonymous: nobody sees who I am, not even the office',
} as const;

/**
 * The form in which an idea is sent in.
 * @param group the name of the group that it goes to @param call the open call that it answers
 */
export function ideaForm(
  id: string,
  group: string,
  { title, text }: Filling,
  call?: { subject: string; topic: TopicId | null },
): Form {
  const goes = `It goes to ${group}.`;
  const hint = call ? `For the call “${shorten(call.subject, 50)}”. ${goes}` : goes;
  const [titled, worded, filed] = wordFields({ title, text, topic: call?.topic ?? null });
  return form(id, 'Send in an idea', 'Send', [
    choiceField('kind', 'What is it?', kinds, { chosen: 'idea' }),
    { ...titled, hint: shorten(hint, limits.form.hint) },
    { ...worded, hint: 'Please do not name patients.' },
    filed,
    choiceField('signed', 'With your name?', signatures, {
      hint: 'Either way, you hear what happens to it, and people can ask you about it through me.',
      chosen: 'signed',
    }),
  ]);
}

/** The fields that its sender can change later: title, words and topic. */
export function wordFields({
  title,
  text,
  topic,
}: Filling & { topic: string | null }): [Field, Field, Field] {
  const offered = topics.map(({ id: value, name }) => ({ value, label: shorten(name, limits.menu.label) }));
  return [
    lineField('title', 'In one line', LENGTHS.title, { value: title }),
    linesField('text', 'What, and why?', LENGTHS.text, { value: text }),
    choiceField('topic', 'Topic', [{ value: guessed, label: 'Guess from my words' }, ...offered], {
      chosen: topic ?? guessed,
    }),
  ];
}

/** Reads the form. */
export function readIdea(fields: Submission['fields']): Filled | { problems: Problems } {
  const read = readAll({
    kind: readChoice(fields.kind, Object.keys(kinds) as Kind[]),
    ...readWords(fields),
    signed: readChoice(fields.signed, Object.keys(signatures)),
  });
  return 'problems' in read
    ? read
    : { ...read, signed: read.signed === 'signed', topic: asTopic(read.topic) };
}

/** Reads `wordFields` alone. */
export function readWorded(fields: Submission['fields']): Worded | { problems: Problems } {
  const read = readAll(readWords(fields));
  return 'problems' in read ? read : { ...read, topic: asTopic(read.topic) };
}

function readWords({ title, text, topic }: Submission['fields']) {
  return {
    title: readLine(title, LENGTHS.title, 'Please say in a few words what it is about.'),
    text: readLines(text, LENGTHS.text, 'Please write what you have in mind, and why.'),
    topic: readChoice(topic, [guessed, ...topicIds]),
  };
}

function asTopic(chosen: TopicId | typeof guessed): TopicId | null {
  return chosen === guessed ? null : chosen;
}
