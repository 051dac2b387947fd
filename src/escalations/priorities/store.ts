import type { Prisma, Tx } from '../../db.ts';

const asked = {
  groups: {
    select: { drawnOver: true, group: { select: { id: true, name: true, zone: true } } },
    orderBy: { groupId: 'asc' },
  },
} satisfies Prisma.PriorityInclude;

/** A priority with the groups that it asks, and the theme that it may be about. */
export interface Priority extends Prisma.PriorityGetPayload<{ include: typeof asked }> {
  theme: { number: number | null; title: string } | null;
}

export async function findPriority(tx: Tx, id: number): Promise<Priority | null> {
  const [found] = await findPriorities(tx, { id });
  return found ?? null;
}

/** In the order in which they were set. */
export async function findPriorities(tx: Tx, where: Prisma.PriorityWhereInput): Promise<Priority[]> {
  const rows = await tx.priority.findMany({ where, include: asked, orderBy: { id: 'asc' } });
  // By themselves: of several relations at once the driver complains, which sends them through one connection.
  const ids = rows.flatMap(({ themeId }) => themeId ?? []);
  const themes =
    ids.length === 0
      ? []
      : await tx.theme.findMany({
          where: { id: { in: ids } },
          select: { id: true, number: true, title: true },
        });
  return rows.map((row) => ({ ...row, theme: themes.find(({ id }) => id === row.themeId) ?? null }));
}

/** The groups that can be asked, by name. */
export function askedGroups(tx: Tx): Promise<{ id: number; name: string }[]> {
  return tx.group.findMany({
    where: { kind: { in: ['sig', 'coi'] } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/** How many ideas have come to a call; those that went into others too. */
export function countIdeas(tx: Tx, id: number): Promise<number> {
  return tx.idea.count({ where: { callId: id, takenInAt: { not: null } } });
}
