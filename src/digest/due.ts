import type { App } from '../app.ts';
import { closesAt, scheduleOf, slotBefore } from './schedule.ts';

/** The groups whose slot has come and that have no edition for its day yet. */
export async function dueGroups({ db, now }: Pick<App, 'db' | 'now'>): Promise<number[]> {
  const at = now();
  const groups = await db.group.findMany({
    where: { digestTime: { not: null } },
    select: {
      id: true,
      zone: true,
      digestTime: true,
      digestDays: true,
      createdAt: true,
      editions: { orderBy: { day: 'desc' }, take: 1 },
    },
  });
  return groups.flatMap((group) => {
    const { id, createdAt, editions } = group;
    const [last] = editions;
    const slot = slotBefore(scheduleOf(group), at);
    // A slot that had closed before there was a group was nobody's to miss.
    if (!slot || closesAt(slot) <= createdAt || (last && last.day >= slot.day)) return [];
    return [id];
  });
}
