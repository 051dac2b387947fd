import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import type { EscalationId } from '../../queues.ts';
import { dayIn } from '../../time.ts';
import { isWorkingDay } from '../../working-days.ts';
import { refreshCards } from '../theme/change.ts';
import { asRaised, councilOf, lockTheme } from '../theme/store.ts';

/** `theme-7`: on each working day a card says how long its theme has waited by then. */
export async function dueCards({ db, now }: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  const today = await workingDay(db, now());
  if (today === null) return [];
  const themes = await db.theme.findMany({
    where: { dueDay: { not: null }, OR: [{ drawnDay: null }, { drawnDay: { lt: today } }] },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 300,
  });
  return themes.map(({ id }) => `theme-${id}` as const);
}

/** Draws a theme's card anew, once a working day. */
export async function refreshCard(app: App, id: number): Promise<void> {
  const at = app.now();
  await commit(app, async (tx, wake) => {
    const today = await workingDay(tx, at);
    const theme = await lockTheme(tx, id);
    if (today === null || theme.dueDay === null || (theme.drawnDay ?? '') >= today) return;
    await tx.theme.update({ where: { id }, data: { drawnDay: today } });
    wake('delivery', await refreshCards(tx, at, asRaised(theme), await councilOf(tx)));
  });
}

/** The council's day at this moment; null when nobody works on it. */
async function workingDay(db: Pick<App['db'], 'group'>, at: Date): Promise<string | null> {
  const group = await db.group.findFirst({
    where: { kind: 'council' },
    select: { zone: true },
    orderBy: { id: 'asc' },
  });
  const zone = group?.zone ?? 'Europe/London';
  const today = dayIn(zone, at);
  return isWorkingDay(today, zone) ? today : null;
}
