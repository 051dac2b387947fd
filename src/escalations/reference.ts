import { Refusal } from '../errors.ts';
import { readNumber } from './theme.ts';

/** The row ids in a control's or form's id: `theme-join:12/3` gives 12 and 3. @throws Refusal when it is not one that we made */
export function idsIn(id: string): [number, ...number[]] {
  const ids = id
    .slice(id.indexOf(':') + 1)
    .split('/')
    .map(asId);
  return ids as [number, ...number[]];
}

/** A row's id as a control carries it. @throws Refusal when it is none */
export function asId(text: string): number {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 2 ** 31 - 1)
    throw new Refusal('This is not one of our buttons. Please use a newer message, or type /escalate help');
  return number;
}

/** The number of a theme typed behind a word. @param usage what should have been typed: `show N` @throws Refusal when it is none */
export function numberIn(words: string, usage: string): number {
  const number = readNumber(words);
  if (number === null)
    throw new Refusal(
      `Please name a theme by its number: /escalate ${usage}, as in /escalate ${usage.replace('N', '7')}`,
    );
  return number;
}
