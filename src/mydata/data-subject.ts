import type { PersonRef } from '../chat/incoming.ts';
import type { Tx } from '../db.ts';
import { Refusal } from '../errors.ts';
import { accountsOf } from '../ideas/idea/sender.ts';
import type { Account } from '../seal.ts';

/** Somebody of whom something may be held. */
export interface DataSubject {
  /** Null for a stranger: of them there may still be ideas and votes, which no person's row knows of. */
  personId: number | null;
  /** The name in the community file. */
  slug: string | null;
  name: string | null;
  /** Each of their accounts; of a stranger the one with which they act. */
  accounts: Account[];
}

/** Whoever acts, with the accounts that they have linked. */
export async function actingSubject(tx: Tx, ref: PersonRef): Promise<DataSubject> {
  const account = await tx.account.findUnique({
    where: { platform_user: { platform: ref.platform, user: ref.id } },
    include: { person: true },
  });
  return {
    personId: account?.personId ?? null,
    slug: account?.person.slug ?? null,
    name: account?.person.name ?? null,
    accounts: await accountsOf(tx, ref),
  };
}

/**
 * Whom the office means.
 * @param person the name in the community file (`ada`), or an account as `slack/U123`
 * @throws Refusal when nobody is known so
 */
export async function subjectNamed(tx: Tx, person: string): Promise<DataSubject> {
  const [, platform, id] = /^([a-z]+)\/(\S+)$/.exec(person) ?? [];
  if (platform !== undefined && id !== undefined) return actingSubject(tx, { platform, id, name: '' });
  const found = await tx.person.findUnique({ where: { slug: person }, include: { accounts: true } });
  if (!found)
    throw new Refusal(
      `Nobody is called “${person}” in the community file. Write the name given there, or an account such as slack/U0123ABCD.`,
    );
  const { id: personId, slug, name, accounts } = found;
  return { personId, slug, name, accounts: accounts.map(({ platform, user }) => ({ platform, user })) };
}

/** `slack/U123`, as ballots with names have it. */
export function spell({ platform, user }: Account): string {
  return `${platform}/${user}`;
}
