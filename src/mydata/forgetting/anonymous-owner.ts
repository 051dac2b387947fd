import type { Tx } from '../../db.ts';

/**
 * Gives what somebody found useful and supported to a new person, who has no name, no account and nothing else: so it stays counted,
 * once, and nobody can say of whom. A new one, not the old row without its names, because copies of the database may still know
 * whose the old one was.
 * @param before only what is older than this and at an end; without it, all
 * @returns how many rows have changed hands
 */
export async function leaveToAnonymous(tx: Tx, personId: number, before?: Date): Promise<number> {
  const { id: nobody } = await tx.person.create({ data: {}, select: { id: true } });
  const useful = await tx.useful.updateMany({
    where: { personId, ...(before ? { at: { lt: before } } : {}) },
    data: { personId: nobody },
  });
  const supports = await tx.supporter.updateMany({
    // An idea without its seal is one that is forgotten (forget-ideas.ts): it takes no more support, so nobody gives it twice.
    where: { personId, ...(before ? { idea: { sealed: new Uint8Array() } } : {}) },
    data: { personId: nobody },
  });
  const moved = useful.count + supports.count;
  if (moved === 0) await tx.person.delete({ where: { id: nobody } });
  return moved;
}
