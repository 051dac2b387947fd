import type { App } from '../app.ts';
import type { Incoming } from './incoming.ts';

type Part = Pick<App, 'db' | 'now'>;
/** The database, or a transaction in which the act is done too. */
type Noting = { db: Pick<App['db'], '$executeRaw'>; now: App['now'] };

/** Slack retries an event for up to an hour; a day is more than any platform takes. */
const ACTIONS_KEPT_MS = 86_400_000;

/** Notes that an act is taken in hand. @returns false when it was before: the platform retries it */
export async function isFirstTime({ db, now }: Noting, { person, act }: Incoming): Promise<boolean> {
  const noted = await db.$executeRaw`
    INSERT INTO act (platform, act, at) VALUES (${person.platform}, ${act}, ${now()}) ON CONFLICT DO NOTHING`;
  return noted === 1;
}

/** Takes the note back: the act was not done, and a retry shall be. */
export async function forgetAction({ db }: Part, { person, act }: Incoming): Promise<void> {
  await db.act.deleteMany({ where: { platform: person.platform, act } });
}

/** `old`, when there are notes that no platform will ask for any more. */
export async function dueOldActions({ db, now }: Part): Promise<'old'[]> {
  const old = await db.act.findFirst({ where: { at: { lt: new Date(now().getTime() - ACTIONS_KEPT_MS) } } });
  return old ? ['old'] : [];
}

export async function forgetOldActions({ db, now }: Part): Promise<void> {
  await db.act.deleteMany({ where: { at: { lt: new Date(now().getTime() - ACTIONS_KEPT_MS) } } });
}
