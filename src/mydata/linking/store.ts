import type { PersonRef } from '../../chat/incoming.ts';
import { personOf } from '../../community/who.ts';
import type { Prisma, Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import type { Known } from './survivor.ts';

export type Linking = Prisma.LinkingGetPayload<object>;

const withAccounts = { include: { accounts: { orderBy: { platform: 'asc' } } } } as const;

/** What a code stands for. @throws Refusal, the same whatever is wrong with it */
export async function findCode(tx: Tx, code: string, now: Date): Promise<Linking> {
  const linking = await tx.linking.findUnique({ where: { code } });
  if (linking && linking.expiresAt > now) return linking;
  throw new Refusal(
    'This code is wrong, already used, or older than ten minutes. Please check it, or get a new one: type /mydata link on the other platform.',
  );
}

/** Codes that are over are of no use to anybody. */
export async function forgetExpired(db: Tx, now: Date): Promise<void> {
  await db.linking.deleteMany({ where: { expiresAt: { lte: now } } });
}

/** An account with its person, and their other accounts. @throws Refusal when it is gone */
export async function findAccount(
  tx: Tx,
  { platform, user }: Pick<Linking, 'platform' | 'user'>,
): Promise<{ person: Known }> {
  const account = await tx.account.findUnique({
    where: { platform_user: { platform, user } },
    include: { person: withAccounts },
  });
  if (account) return account;
  throw new Refusal('The account that asked for this code is no longer known. Please start with a new code.');
}

/** Who is typing or pressing, known or not until now. */
export async function findTypist(tx: Tx, person: PersonRef): Promise<Known> {
  const { id } = await personOf(tx, person);
  return tx.person.findUniqueOrThrow({ where: { id }, ...withAccounts });
}

/** Their accounts but for this one. */
export function othersOf({ accounts }: Known, { platform, id }: PersonRef): Known['accounts'] {
  return accounts.filter((one) => one.platform !== platform || one.user !== id);
}

/** The person behind an account, if there is one. */
export async function findKnown(tx: Tx, { platform, id }: PersonRef): Promise<Known | null> {
  const found = await tx.account.findUnique({
    where: { platform_user: { platform, user: id } },
    include: { person: withAccounts },
  });
  return found?.person ?? null;
}
