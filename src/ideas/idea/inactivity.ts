import type { Tx } from '../../db.ts';
import { dayIn, instantOf } from '../../time.ts';
import { addWorkingDays } from '../../working-days.ts';
import { isEnded, SILENT_WORKING_DAYS, type State } from './idea.ts';

/** At this local time people are reminded: of all that is due on a day at once. */
const morning = '10:00';

/** When an idea of which something was heard at `from` is brought back to mind: ten working days later, in the group's zone. */
export function inactiveFrom(from: Date, zone: string): Date {
  return instantOf(addWorkingDays(dayIn(zone, from), SILENT_WORKING_DAYS, zone), morning, zone);
}

/** The next working day's morning. */
export function nextMorning(from: Date, zone: string): Date {
  return instantOf(addWorkingDays(dayIn(zone, from), 1, zone), morning, zone);
}

/** What something that was heard of an idea changes on its row: the days are counted anew. */
export function activityNow(now: Date, { state, zone }: { state: State; zone: string }) {
  return { quietUntil: isEnded(state) ? null : inactiveFrom(now, zone), reminders: 0 };
}

/** Something was heard of an idea without a change of its state: a question was answered. */
export async function resetInactivity(
  tx: Tx,
  now: Date,
  { id, state, group }: { id: number; state: State; group: { zone: string } },
): Promise<void> {
  await tx.idea.update({ where: { id }, data: activityNow(now, { state, zone: group.zone }) });
}
