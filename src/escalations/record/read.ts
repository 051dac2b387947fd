import type { Prisma, Tx } from '../../db.ts';
import type { State } from '../theme/theme.ts';

const wanted = {
  groups: {
    include: { group: { select: { id: true, name: true } } },
    orderBy: [{ joinedAt: 'asc' }, { groupId: 'asc' }],
  },
  changes: { include: { group: { select: { name: true } } }, orderBy: { id: 'asc' } },
} satisfies Prisma.ThemeInclude;

type Row = Prisma.ThemeGetPayload<{ include: typeof wanted }>;

/** A raised theme with its groups (the one that raised it first) and all that happened to it. */
export type Recorded = Row & { number: number; state: State; raisedAt: Date };
export type Change = Row['changes'][number];

/** Reads themes that were raised, by number. @param ids only these; left out, all */
export async function readThemes(db: Tx, ids?: readonly number[]): Promise<Recorded[]> {
  const rows = await db.theme.findMany({
    where: { number: { not: null }, raisedAt: { not: null }, ...(ids ? { id: { in: [...ids] } } : {}) },
    include: wanted,
    orderBy: { number: 'asc' },
  });
  return rows as Recorded[];
}
