import { shorten } from '../chat/text.ts';

/** A platform's name as people write it: `Slack`. */
export function side(platform: string): string {
  return platform.charAt(0).toUpperCase() + platform.slice(1);
}

/** `Slack`, `Slack and Discord`, `Slack, Discord and Teams`. @param join the word before the last */
export function list(names: readonly string[], join: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${join} ${last}`;
}

/** A name from outside, short enough for a sentence. */
export function called(name: string): string {
  return shorten(name, 80) || 'somebody';
}
