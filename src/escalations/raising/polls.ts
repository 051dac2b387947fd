import type { Tx } from '../../db.ts';
import { showDate } from '../../time.ts';
import type { Found } from './ideas.ts';

/** For so long a result speaks for something: 90 days. */
const fresh = 90 * 86_400_000;

/** Results of polls that a group was asked, the newest first. */
export async function pollsOf(
  tx: Tx,
  groupId: number,
  at: Date,
  without: readonly number[],
): Promise<Found[]> {
  const polls = await tx.poll.findMany({
    where: {
      id: { notIn: [...without] },
      state: 'closed',
      announcedAt: { not: null },
      closedAt: { gte: new Date(at.getTime() - fresh) },
      groups: { some: { groupId } },
    },
    select: {
      id: true,
      question: true,
      zone: true,
      closedAt: true,
      results: { where: { groupId: null }, select: { answers: true } },
    },
    orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
    take: 200,
  });
  return polls.map(({ id, question, zone, closedAt, results: [all] }) => ({
    id,
    title: `Poll: ${question}`,
    words: `${all?.answers === 1 ? '1 answer' : `${all?.answers ?? 0} answers`}, closed ${showDate(closedAt!, zone)}`,
  }));
}
