import { Refusal } from '../errors.ts';
import { readNumber } from './idea.ts';

/** The row id in a control's or form's id: `support:12`, `idea-asked:12/1`. @throws Refusal when it is not one that we made */
export function idIn(id: string): number {
  const digits = /^[a-z-]+:([1-9]\d{0,9})(?:\/\d{1,9})?$/.exec(id)?.[1];
  const number = Number(digits ?? 0);
  if (number < 1 || number > 2 ** 31 - 1)
    throw new Refusal('This is not one of our buttons. Please use those under the idea.');
  return number;
}

/** The number typed behind a word. @param usage what should have been typed: `ask N` @throws Refusal when it is none */
export function numberIn(words: string, usage: string): number {
  const number = readNumber(words);
  if (number === null || number < 1)
    throw new Refusal(
      `Please name an idea by its number: /idea ${usage}, as in /idea ${usage.replace('N', '42')}`,
    );
  return number;
}
