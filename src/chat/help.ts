import type { CommandSpec } from './feature.ts';
import { type Message, paragraph } from './message.ts';
import { shorten } from './text.ts';

/** What a command understands, a line a word. @param unknown the word that was not understood, if that is why help is given */
export function help(spec: CommandSpec, unknown?: string): Message {
  const lines = spec.words.flatMap(({ word, rest, summary }, at) => [
    at === 0 ? '' : '\n',
    { text: `/${spec.name} ${word}${rest ? ` ${rest}` : ''}`, bold: true },
    ` · ${summary}`,
  ]);
  const blocks = [paragraph(lines)];
  if (unknown) blocks.unshift(paragraph(`“${shorten(unknown, 50)}” is not a command. You can type:`));
  return { summary: spec.summary, blocks };
}
