import type { Prisma, Tx } from '../../db.ts';
import type { State } from '../theme/theme.ts';

/** A theme with which nothing happened until its day. */
export type Late = Prisma.ThemeGetPayload<{ include: { groups: true } }> & {
  number: number;
  state: State;
  dueDay: string;
  /** The question that waits for an answer, with the change that it was. */
  question: { id: number; words: string | null } | null;
};

/** Those of which somebody is to be reminded now, the urgent and the latest first; until the end of `tx` nobody else changes them. */
export async function lateThemes(tx: Tx, at: Date): Promise<Late[]> {
  const held = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM theme WHERE remind_at <= ${at} ORDER BY id FOR NO KEY UPDATE`;
  const themes = await tx.theme.findMany({
    where: { id: { in: held.map(({ id }) => id) } },
    include: { groups: { orderBy: [{ joinedAt: 'asc' }, { groupId: 'asc' }] } },
    orderBy: [{ urgency: 'desc' }, { dueDay: 'asc' }, { id: 'asc' }],
  });
  const late: Late[] = [];
  for (const theme of themes) {
    const question =
      theme.state === 'asked'
        ? await tx.themeChange.findFirst({
            where: { themeId: theme.id, act: 'ask' },
            select: { id: true, words: true },
            orderBy: { id: 'desc' },
          })
        : null;
    late.push({ ...(theme as Omit<Late, 'question'>), question });
  }
  return late;
}
