import type { Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { clean, isSeen, oneLine } from '../../chat/text.ts';
import { type Ask, asks, LENGTHS, type Urgency, urgencies } from '../theme/theme.ts';

/** A theme as it was filled in. */
export interface Filled {
  title: string;
  words: string;
  ask: Ask;
  urgency: Urgency;
  /** What was ticked: values that were offered, each once. */
  evidence: string[];
}

/** Sentences by field: what has to be mended. */
export type Problems = Record<string, string>;

/**
 * Reads the form. What comes from a platform may have been forged, so nothing is taken for checked.
 * @param offered the values that may be ticked
 */
export function readTheme(
  fields: Submission['fields'],
  offered: ReadonlySet<string>,
): Filled | { problems: Problems } {
  const title = oneLine(typed(fields.title));
  const words = severalLines(typed(fields.words));
  const [ask, urgency] = [first(fields.ask), first(fields.urgency)];
  const evidence = [...new Set(Array.isArray(fields.evidence) ? fields.evidence.map(String) : [])];
  const problems = Object.entries({
    evidence: evidenceTrouble(evidence, offered),
    title: titleTrouble(title),
    words: wordsTrouble(words),
    ask: Object.hasOwn(asks, ask) ? null : 'Please choose what you ask for.',
    urgency: Object.hasOwn(urgencies, urgency) ? null : 'Please choose how urgent it is.',
  }).filter((entry): entry is [string, string] => entry[1] !== null);
  if (problems.length > 0) return { problems: Object.fromEntries(problems) };
  return { title, words, ask: ask as Ask, urgency: urgency as Urgency, evidence };
}

function evidenceTrouble(evidence: readonly string[], offered: ReadonlySet<string>): string | null {
  const lost = evidence.filter((value) => !offered.has(value)).length;
  if (lost > 0) {
    const what = lost === 1 ? 'One of these' : `${lost} of these`;
    return `${what} cannot be used as evidence: it may be hidden, no longer flagged, already in a theme of your group, or from another group. Please remove it.`;
  }
  const { options } = limits.menu;
  if (evidence.length <= options) return null;
  return `Please tick at most ${options}.`;
}

function titleTrouble(title: string): string | null {
  if (!isSeen(title)) return 'Please say in a few words what it is about.';
  if (title.length <= LENGTHS.title) return null;
  return `This is ${title.length} characters long. Please shorten it to ${LENGTHS.title}; there is more room below.`;
}

function wordsTrouble(words: string): string | null {
  if (!isSeen(words)) return 'Please write what the council should know.';
  if (words.length <= LENGTHS.words) return null;
  return `This is ${words.length} characters long. Please shorten it to ${LENGTHS.words}.`;
}

/** A text from outside in lines, with one blank line at most between two. */
function severalLines(text: string): string {
  return clean(text.replace(/\r\n?/g, '\n'))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

function typed(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function first(value: unknown): string {
  return Array.isArray(value) ? String(value[0] ?? '') : typed(value);
}
