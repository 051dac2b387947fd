import type { Tx } from '../../db.ts';
import type { Account } from '../../seal.ts';

/** Everybody who has more than one account, each by their accounts, in an order that stays. */
export async function linkedAccounts(tx: Tx): Promise<Account[][]> {
  const rows = await tx.$queryRaw<(Account & { person: number })[]>`
    SELECT person_id AS person, platform, "user" FROM account
    WHERE person_id IN (SELECT person_id FROM account GROUP BY person_id HAVING count(*) > 1)
    ORDER BY person_id, platform, "user"`;
  const people = new Map<number, Account[]>();
  for (const { person, platform, user } of rows)
    people.set(person, [...(people.get(person) ?? []), { platform, user }]);
  return [...people.values()];
}
