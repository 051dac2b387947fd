import { Refusal } from '../../errors.ts';
import { readNumber } from './idea.ts';

/** The number typed behind a word. @param usage what should have been typed: `ask N` @throws Refusal when it is none */
export function numberIn(words: string, usage: string): number {
  const number = readNumber(words);
  if (number === null || number < 1)
    throw new Refusal(
      `Please give the number of an idea: /idea ${usage}, such as /idea ${usage.replace('N', '42')}`,
    );
  return number;
}
