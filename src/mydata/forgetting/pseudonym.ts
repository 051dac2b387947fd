import { fits } from '../../chat/fit.ts';
import { limits } from '../../chat/limits.ts';
import type { Message } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';

/** What stands where the name of somebody stood who is erased. */
export const pseudonym = 'a former member';

/** Where a message has words that people read. */
const worded = new Set(['summary', 'text', 'alt']);

/**
 * A message without a name: wherever it stands as a whole, *a former member* stands. Nothing tells our own words from quoted ones, so
 * only messages that are known to bear the name are changed.
 * @param names as they are kept
 */
export function withoutNames(message: Message, names: readonly string[]): Message {
  const shown = [...new Set(names.flatMap((name) => [name, shorten(name, 120), shorten(name, 80)]))]
    .filter((name) => name.trim() !== '')
    // The longest first: a name may be a part of another.
    .sort((a, b) => b.length - a.length);
  if (shown.length === 0) return message;
  const any = shown.map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu');
  const changed = (by: string) =>
    mapWords(message, (words) =>
      words.replace(whole, (_, at: number) => (at === 0 ? by.charAt(0).toUpperCase() + by.slice(1) : by)),
    );
  const long = changed(pseudonym);
  // A short name may leave no room for more.
  return carries(long) ? long : changed('…');
}

function carries({ summary, blocks }: Message): boolean {
  if (summary.length > limits.summary || !fits(blocks)) return false;
  return blocks.every((block) => block.kind !== 'heading' || block.text.length <= limits.heading);
}

function mapWords(message: Message, change: (words: string) => string): Message {
  function walk(value: unknown, key: string): unknown {
    if (typeof value === 'string') return worded.has(key) ? change(value) : value;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part, name)]));
  }
  return walk(message, '') as Message;
}
