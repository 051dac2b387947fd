import type { Prisma, Tx } from '../../db.ts';

const around = {
  group: { select: { id: true, name: true, zone: true } },
  item: { select: { id: true, title: true, address: true, summary: true, journal: true } },
} satisfies Prisma.ShareInclude;

/** A share with its group and its item. */
export type Share = Prisma.ShareGetPayload<{ include: typeof around }>;

/** What members have said of an item in a group, the first to share it first. They are decided upon together. */
export function findShares(tx: Tx, groupId: number, itemId: number): Promise<Share[]> {
  return tx.share.findMany({ where: { groupId, itemId }, include: around, orderBy: { id: 'asc' } });
}

/** Until the end of `tx` nobody else shares this item or decides upon it. */
export async function keepItem(tx: Tx, itemId: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM item WHERE id = ${itemId} FOR NO KEY UPDATE`;
}

/** What was only named among the also seen was not chosen then: now it may be. */
export async function freeItem(
  tx: Tx,
  { groupId, itemId }: { groupId: number; itemId: number },
): Promise<void> {
  await tx.entry.deleteMany({ where: { groupId, itemId, rank: null } });
}

/** The entry by which one of these items was chosen in the group, with the edition in which it stands. */
export function findAlreadyPosted(tx: Tx, groupId: number, itemIds: readonly number[]) {
  return tx.entry.findFirst({
    where: { groupId, itemId: { in: [...itemIds] }, rank: { not: null } },
    include: { edition: true },
    orderBy: { id: 'asc' },
  });
}

/** An entry that stood, and where. */
export type AlreadyPosted = NonNullable<Awaited<ReturnType<typeof findAlreadyPosted>>>;
