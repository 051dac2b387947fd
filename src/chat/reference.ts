import { Refusal } from '../errors.ts';

/** The row ids in a control's or form's id: `vote:12/345` gives 12 and 345. @throws Refusal when it is not one that we made */
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
  if (number < 1 || number > 2 ** 31 - 1) throw notOurs();
  return number;
}

/** The no to what we did not make, or made in a version that is gone. */
export function notOurs(): Refusal {
  return new Refusal(
    'This button does not work. Please use one under a newer message, or type the command again.',
  );
}

/** The no to what was there once. @param what `This poll`. @param next what to do instead, in a sentence */
export function deleted(what: string, next: string): Refusal {
  return new Refusal(`${what} has been deleted. ${next}`);
}
