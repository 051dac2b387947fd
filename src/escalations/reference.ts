import { Refusal } from '../errors.ts';
import { readNumber } from './theme/theme.ts';

/** The number of a theme typed behind a word. @param usage what should have been typed: `show N` @throws Refusal when it is none */
export function numberIn(words: string, usage: string): number {
  const number = readNumber(words);
  if (number === null)
    throw new Refusal(
      `Please give the number of a theme: /escalate ${usage}, such as /escalate ${usage.replace('N', '7')}`,
    );
  return number;
}
