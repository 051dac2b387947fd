import { type Field, type Form, form } from '../../chat/form.ts';
import { limits } from '../../chat/limits.ts';
import { shorten } from '../../chat/text.ts';
import { type TopicId, topics } from '../../taxonomy/topics.ts';
import { kinds, LENGTHS } from '../idea/idea.ts';

/** What stands in the form when it opens. */
export interface Filling {
  title: string;
  text: string;
}

/** Stands for no topic in particular: taking in finds one in the words. */
export const guessed = 'guess';

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
  return form(id, 'Send in an idea', 'Send', [
    {
      kind: 'choice',
      id: 'kind',
      label: 'What is it?',
      required: true,
      most: 1,
      options: Object.entries(kinds).map(([value, label]) => ({ value, label })),
      chosen: ['idea'],
    },
    {
      kind: 'line',
      id: 'title',
      label: 'In one line',
      hint: shorten(
        call ? `For the call “${shorten(call.subject, 50)}”. It goes to ${group}.` : `It goes to ${group}.`,
        limits.form.hint,
      ),
      required: true,
      value: shorten(title, LENGTHS.title),
      most: LENGTHS.title,
    },
    {
      kind: 'lines',
      id: 'text',
      label: 'What, and why?',
      hint: 'Please do not name patients.',
      required: true,
      value: shorten(text, LENGTHS.text),
      most: LENGTHS.text,
    },
    topicField(call?.topic ?? guessed),
    {
      kind: 'choice',
      id: 'signed',
      label: 'With your name?',
      hint: 'Either way, you hear what happens to it, and people can ask you about it through me.',
      required: true,
      most: 1,
      options: [
        { value: 'signed', label: 'With my name' },
        { value: 'anonymous', label: 'Anonymous: nobody sees who I am, not even the office' },
      ],
      chosen: ['signed'],
    },
  ]);
}

/** The question for a topic. @param chosen a topic's id, or `guessed` */
export function topicField(chosen: string): Field {
  return {
    kind: 'choice',
    id: 'topic',
    label: 'Topic',
    required: true,
    most: 1,
    options: [
      { value: guessed, label: 'Guess from my words' },
      ...topics.map(({ id: value, name }) => ({ value, label: shorten(name, limits.menu.label) })),
    ],
    chosen: [chosen],
  };
}
