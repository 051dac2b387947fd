import type { Prisma } from '../../db.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import { side } from '../words.ts';

export type Known = Prisma.PersonGetPayload<{ include: { accounts: true } }>;

/**
 * Who stays, and who becomes them. Whom the office has named stays; of two whom it has not, the one who asked for the code.
 * @param asker who asked for the code, on `platform`; `typist` typed it, on `here`
 * @throws Refusal when the two must not become one
 */
export function chooseSurvivor(
  { asker, platform }: { asker: Known; platform: string },
  { typist, here }: { typist: Known; here: string },
): { from: Known; into: Known } {
  if (platform === here)
    throw new Refusal(
      `This code is from ${side(here)} itself. Please type it on the other platform, with the account that you want to link.`,
    );
  if (asker.id === typist.id)
    throw new Refusal('These two accounts are already linked. There is nothing left to do.');
  if (asker.slug !== null && typist.slug !== null)
    throw new Forbidden(
      'The office knows these two accounts as two different people. If both are yours, please ask the office to put them under one name.',
      'office',
    );
  const twice = typist.accounts.find((one) =>
    asker.accounts.some((other) => other.platform === one.platform),
  );
  // As in the community file.
  if (twice)
    throw new Refusal(
      `That would give you two accounts on ${side(twice.platform)}, but a person has only one on each platform. To change that, first undo the other link with /mydata unlink, or ask the office.`,
    );
  return typist.slug !== null ? { from: asker, into: typist } : { from: typist, into: asker };
}
