import type { App } from '../app.ts';
import type { Incoming } from './incoming.ts';

type Part = Pick<App, 'db' | 'now'>;

/** Slack tries an event again for up to an hour; a day is more than any platform takes. */
const kept = 86_400_000;

/** Notes that an act is taken in hand. @returns false when it was before: the platform is trying it again */
export async function firstTime({ db, now }: Part, { person, act }: Incoming): Promise<boolean> {
  const row = { platform: person.platform, act, at: now() };
  const { count } = await db.act.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Takes the note back: the act was not done, and a retry shall be. */
export async function notDone({ db }: Part, { person, act }: Incoming): Promise<void> {
  await db.act.deleteMany({ where: { platform: person.platform, act } });
}

/** Are there notes that no platform will ask for any more? */
export async function oldActs({ db, now }: Part): Promise<boolean> {
  return (await db.act.findFirst({ where: { at: { lt: new Date(now().getTime() - kept) } } })) !== null;
}

export async function forgetActs({ db, now }: Part): Promise<void> {
  await db.act.deleteMany({ where: { at: { lt: new Date(now().getTime() - kept) } } });
}
