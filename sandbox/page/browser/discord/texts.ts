import { flatten, TYPE } from '../../../discord/component.ts';
import type { DiscordMessage } from '../../view.ts';

/** What a message says, as markdown: its content and its text displays. */
export function textsOf({ content, components }: DiscordMessage): string {
  const texts = flatten(components).filter(({ type }) => type === TYPE.text);
  return [content, ...texts.map((text) => text.content ?? '')].filter(Boolean).join('\n');
}
