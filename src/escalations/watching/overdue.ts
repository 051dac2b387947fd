import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import { type Destination, idOf } from '../../community/recipients.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { lock } from '../../locks.ts';
import type { EscalationId } from '../../queues.ts';
import { type Day, dayIn } from '../../time.ts';
import { isWorkingDay } from '../../working-days.ts';
import { overdueKey } from '../keys.ts';
import { reminderIn, USUAL_CLOCKS } from '../theme/clocks.ts';
import { type Council, councilOf } from '../theme/store.ts';
import { type Late, lateThemes } from './late.ts';
import { advisoryPlaces, councilPlaces, groupPlaces, ownerPlace } from './recipients.ts';
import { renderOverdue, type Why } from './render-overdue.ts';

/** `overdue`, while somebody is to be reminded of a theme. */
export async function dueOverdue({ db, now }: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  const one = await db.theme.findFirst({ where: { remindAt: { lte: now() } }, select: { id: true } });
  return one ? ['overdue'] : [];
}

/**
 * Reminds of every theme with which nothing happened until its day: the owner (or the group that was asked), then the council, then
 * the President's Advisory Committee too, and so on until something happens. All that is overdue on a day is one message in each
 * place; what becomes so later waits for the next working morning.
 */
export async function remindOverdue(app: App): Promise<void> {
  const { now, clocks, log } = app;
  const at = now();
  const pause = clocks?.overdue ?? USUAL_CLOCKS.overdue;
  await commit(app, async (tx, wake) => {
    await lock(tx, 'overdueThemes');
    const council = await councilOf(tx);
    const today = dayIn(council.zone, at);
    const late = await lateThemes(tx, at);
    // A process that was away over Christmas rings nobody on a holiday.
    const plan = isWorkingDay(today, council.zone) ? await planOf(tx, late, council, log) : [];
    const told = await toldOn(tx, today, plan);
    const reminded = plan.filter(
      ({ places }) => places.length > 0 && !places.some(({ to }) => told.has(keyOf(today, to))),
    );
    await tx.theme.updateMany({
      where: { id: { in: reminded.map(({ theme }) => theme.id) } },
      data: { remindAt: reminderIn(today, pause, council.zone), reminders: { increment: 1 } },
    });
    const rest = late.filter(({ id }) => !reminded.some(({ theme }) => theme.id === id));
    await tx.theme.updateMany({
      where: { id: { in: rest.map(({ id }) => id) } },
      data: { remindAt: reminderIn(today, 1, council.zone) },
    });
    const subject = { kind: 'theme_reminder' as const, id: council.groupId ?? 0 };
    for (const [key, { to, lines }] of byPlace(today, reminded)) {
      const message = await renderOverdue(tx, lines, council, to, pause);
      wake('delivery', await announce(tx, at, [{ key, to, subject, message }]));
    }
  });
}

/** A theme, and who is reminded of it now. */
interface Told {
  theme: Late;
  places: { to: Destination; why: Why }[];
}

async function planOf(tx: Tx, late: readonly Late[], council: Council, log: App['log']): Promise<Told[]> {
  if (late.length === 0) return [];
  const board = (await councilPlaces(tx, council)).map((to) => ({ to, why: 'council' as const }));
  if (board.length === 0)
    log.warn('Themes are overdue, but the council has no channel or account to remind.');
  const goesUp = ({ reminders }: Late) => reminders >= 2 || board.length === 0;
  const above = late.some(goesUp)
    ? (await advisoryPlaces(tx)).map((to) => ({ to, why: 'advisory' as const }))
    : null;
  if (above?.length === 0)
    log.warn('Themes are long overdue, but there is no advisory group with a channel or account to remind.');
  const plan: Told[] = [];
  for (const theme of late) {
    const first = theme.reminders === 0 ? await firstPlaces(tx, theme) : [];
    const second = goesUp(theme) ? [...board, ...(above ?? [])] : board;
    plan.push({ theme, places: first.length > 0 ? first : second });
  }
  return plan;
}

/** Who is reminded first: who was asked, or who has it; nobody, when nobody has. */
async function firstPlaces(tx: Tx, theme: Late): Promise<Told['places']> {
  if (theme.state === 'asked') {
    const groupIds = theme.groups.map(({ groupId }) => groupId);
    return (await groupPlaces(tx, groupIds)).map((to) => ({ to, why: 'group' }));
  }
  const owner = await ownerPlace(tx, theme);
  return owner ? [{ to: owner, why: 'owner' }] : [];
}

/** What is said in each place: of a theme once, also to somebody who is told for two reasons. */
function byPlace(today: Day, plan: readonly Told[]) {
  const all = new Map<string, { to: Destination; lines: { theme: Late; why: Why }[] }>();
  for (const { theme, places } of plan)
    for (const { to, why } of places) {
      const key = keyOf(today, to);
      const said = all.get(key) ?? { to, lines: [] };
      all.set(key, said);
      if (!said.lines.some((line) => line.theme === theme)) said.lines.push({ theme, why });
    }
  return all;
}

/** The keys of what was said in these places on this day already. */
async function toldOn(tx: Tx, today: Day, plan: readonly Told[]): Promise<Set<string>> {
  const keys = plan.flatMap(({ places }) => places.map(({ to }) => keyOf(today, to)));
  const said = await tx.delivery.findMany({ where: { key: { in: keys } }, select: { key: true } });
  return new Set(said.map(({ key }) => key));
}

function keyOf(today: Day, to: Destination): string {
  return overdueKey(today, { platform: to.platform, whom: idOf(to) });
}
