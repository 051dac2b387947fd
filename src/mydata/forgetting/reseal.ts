import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db.ts';
import { sealSender, senderOf } from '../../ideas/idea/sender.ts';
import { newSalt, seal, unseal } from '../../seal.ts';

/** Bytes of a seal (src/seal.ts). */
const sealLength = 124;

/** What stands in place of an account: nobody, the service neither, finds anybody behind it. */
export function noSender() {
  const sealed = Uint8Array.from(randomBytes(sealLength));
  return { salt: newSalt(), mark: randomBytes(32).toString('base64url'), sealed };
}

/**
 * Takes the sender out of ideas for good. The seals of all ideas are written anew with them, in one statement: which rows somebody's
 * erasure has touched would otherwise say which anonymous ideas were theirs, to whoever looks at PostgreSQL's own columns (xmin).
 * @param ids of the ideas whose sender goes
 */
export async function loseSenders(tx: Tx, secret: string, ids: readonly number[]): Promise<void> {
  const ideas = await tx.idea.findMany({ select: { id: true, sealed: true }, orderBy: { id: 'asc' } });
  const anew = ideas.flatMap(({ id, sealed }) => {
    if (ids.includes(id)) return [{ id, ...noSender() }];
    const sender = senderOf(secret, { sealed });
    // Sealed with another secret, or forgotten before: nothing that could be written anew.
    return sender ? [{ id, ...sealSender(secret, { ...sender, id: sender.user, name: '' }) }] : [];
  });
  await tx.$executeRaw`
    UPDATE idea SET salt = anew.salt, mark = anew.mark, sealed = anew.sealed
    FROM unnest(${anew.map(({ id }) => id)}::int[], ${anew.map(({ salt }) => Buffer.from(salt))}::bytea[],
      ${anew.map(({ mark }) => mark)}::text[], ${anew.map(({ sealed }) => Buffer.from(sealed))}::bytea[]) AS anew (id, salt, mark, sealed)
    WHERE idea.id = anew.id`;
}

/**
 * The same for the direct messages to senders of ideas: those to these accounts are for nobody any more, and no longer wait.
 * @param theirs whether an account, in words (`slack/U123`), is one of those
 */
export async function loseReceivers(
  tx: Tx,
  secret: string,
  theirs: (account: { platform: string; user: string }) => boolean,
): Promise<void> {
  const rows = await tx.delivery.findMany({
    where: { sealed: { not: null } },
    select: { id: true, sealed: true },
    orderBy: { id: 'asc' },
  });
  const anew = rows.flatMap(({ id, sealed }) => {
    const account = unseal(secret, sealed!);
    if (!account) return [];
    const gone = theirs(account);
    return [{ id, gone, sealed: gone ? noSender().sealed : seal(secret, account) }];
  });
  await tx.$executeRaw`
    UPDATE delivery SET sealed = anew.sealed, open = open AND NOT anew.gone
    FROM unnest(${anew.map(({ id }) => id)}::int[], ${anew.map(({ gone }) => gone)}::bool[],
      ${anew.map(({ sealed }) => Buffer.from(sealed))}::bytea[]) AS anew (id, gone, sealed)
    WHERE delivery.id = anew.id`;
}
