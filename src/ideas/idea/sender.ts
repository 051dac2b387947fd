import type { PersonRef } from '../../chat/incoming.ts';
import type { Tx } from '../../db.ts';
import { type Account, keyedHash, newSalt, seal, unseal } from '../../seal.ts';

/** What an idea keeps of the account that sent it in: nothing that the database alone could read. */
export interface SenderSeal {
  salt: Uint8Array;
  mark: string;
  sealed: Uint8Array;
}

export function sealSender(secret: string, { platform, id }: PersonRef) {
  const account = { platform, user: id };
  const salt = newSalt();
  return { salt, mark: keyedHash(secret, salt, account), sealed: seal(secret, account) };
}

/** Did one of these accounts send it in? @param accounts of one person (`accountsOf`) */
export function isSender(
  secret: string,
  idea: Pick<SenderSeal, 'salt' | 'mark'>,
  accounts: readonly Account[],
): boolean {
  return accounts.some((account) => keyedHash(secret, idea.salt, account) === idea.mark);
}

/** The account that sent it in; null when it was sealed with another secret. Never for a person's eyes. */
export function senderOf(secret: string, idea: Pick<SenderSeal, 'sealed'>): Account | null {
  return unseal(secret, idea.sealed);
}

/** This account and those linked to it. */
export async function accountsOf(tx: Tx, { platform, id }: PersonRef): Promise<Account[]> {
  const linked = await tx.$queryRaw<Account[]>`
    SELECT platform, "user" FROM account WHERE person_id =
      (SELECT person_id FROM account WHERE platform = ${platform} AND "user" = ${id}) ORDER BY platform, "user"`;
  return linked.length > 0 ? linked : [{ platform, user: id }];
}
