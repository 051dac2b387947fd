import type { Submission } from '../../chat/incoming.ts';
import { clean, isSeen, oneLine } from '../../chat/text.ts';
import { LENGTHS } from '../theme/theme.ts';

/** What somebody has filled the form with. */
export interface Given {
  /** They take their flag back. */
  back: boolean;
  /** Null: none was given. */
  reason: string | null;
  /** The form held a reason that they could change, or take away. */
  changed: boolean;
  /** Of a message; undefined where it was not asked for. */
  text: string | undefined;
}

type Problems = Readonly<Record<string, string>>;

/** Reads the form; what is too long, or empty where it must not be, is named by its field. */
export function readGiven({ fields }: Submission): Given | { problems: Problems } {
  const reason = oneLine(first(fields.reason));
  const text = fields.text === undefined ? undefined : severalLines(first(fields.text));
  const problems: Record<string, string> = {};
  if (reason.length > LENGTHS.reason)
    problems.reason = `Please use at most ${LENGTHS.reason} characters; you wrote ${reason.length}.`;
  if (text !== undefined && text.length > LENGTHS.words)
    problems.text = `Please shorten it to at most ${LENGTHS.words} characters; you wrote ${text.length}.`;
  if (text !== undefined && !isSeen(text))
    problems.text = 'Please say in a few words what the message is about.';
  if (Object.keys(problems).length > 0) return { problems };
  return {
    back: first(fields.what) === 'back',
    reason: isSeen(reason) ? reason : null,
    changed: fields.what !== undefined,
    text,
  };
}

/** Words from outside, their lines kept. */
export function severalLines(outside: string): string {
  return outside
    .split(/\r?\n/)
    .map(clean)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What stands in a field, if it is what we asked for. */
export function first(value: string | readonly string[] | undefined): string {
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}
