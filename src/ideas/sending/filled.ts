import type { Submission } from '../../chat/incoming.ts';
import { clean, isSeen, oneLine } from '../../chat/text.ts';
import { type TopicId, topicIds } from '../../taxonomy/topics.ts';
import { type Kind, kinds, LENGTHS } from '../idea/idea.ts';
import { guessed } from './form.ts';

/** An idea as it was filled in, without a mistake. */
export interface Filled {
  kind: Kind;
  title: string;
  text: string;
  /** Null: it is to be guessed. */
  topic: TopicId | null;
  signed: boolean;
}

/** Sentences by field: what has to be mended. */
export type Problems = Record<string, string>;

/** Reads the form. What comes from a platform may have been forged, so nothing is taken for checked. */
export function readIdea(fields: Submission['fields']): Filled | { problems: Problems } {
  const kind = first(fields.kind);
  const [title, text] = [oneLine(words(fields.title)), severalLines(words(fields.text))];
  const topic = first(fields.topic);
  const signed = first(fields.signed);
  const problems = Object.entries({
    kind: Object.hasOwn(kinds, kind) ? null : 'Please choose what it is.',
    title: titleTrouble(title),
    text: textTrouble(text),
    topic: topic === guessed || isTopic(topic) ? null : 'Please choose a topic, or “Guess from my words”.',
    signed: signed === 'signed' || signed === 'anonymous' ? null : 'Please choose whether to show your name.',
  }).filter((entry): entry is [string, string] => entry[1] !== null);
  if (problems.length > 0) return { problems: Object.fromEntries(problems) };
  return {
    kind: kind as Kind,
    title,
    text,
    topic: isTopic(topic) ? topic : null,
    signed: signed === 'signed',
  };
}

/** What is wrong with a title (`oneLine`), in a sentence; null when nothing is. */
export function titleTrouble(title: string): string | null {
  if (!isSeen(title)) return 'Please say in a few words what it is about.';
  if (title.length <= LENGTHS.title) return null;
  return `This is ${title.length} characters long. Please shorten it to ${LENGTHS.title}; there is more room below.`;
}

/** What is wrong with the words (`severalLines`), in a sentence; null when nothing is. */
export function textTrouble(text: string): string | null {
  if (!isSeen(text)) return 'Please write what you have in mind, and why.';
  if (text.length <= LENGTHS.text) return null;
  return `This is ${text.length} characters long. Please shorten it to ${LENGTHS.text}; you can add the rest as a comment.`;
}

/** A text from outside in lines, with one blank line at most between two. */
export function severalLines(text: string): string {
  return clean(text.replace(/\r\n?/g, '\n'))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

function isTopic(topic: string): topic is TopicId {
  return (topicIds as readonly string[]).includes(topic);
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function first(value: unknown): string {
  return Array.isArray(value) ? String(value[0] ?? '') : words(value);
}
