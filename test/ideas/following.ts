import type { App } from '../../src/app.ts';
import { button, controls } from '../../src/chat/message.ts';
import { announce } from '../../src/delivery/announce.ts';
import { createLog } from '../../src/log.ts';
import type { RunningApp } from '../support/open-app.ts';
import { type Seen, type Somebody, until } from '../support/people.ts';
import { type GivenIdea, giveIdea } from './rows.ts';

export const secret = 'a secret for ideas that nobody shall know';
export const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };

/** Sends an idea in now, and waits until it is taken in and stands in its channels. */
export async function standIdea(
  lookout: RunningApp,
  given: GivenIdea,
): Promise<{ id: number; number: number }> {
  const at = lookout.now().toISOString();
  const { id } = await giveIdea(lookout.db, { secret, at, ...given, number: null });
  await settle(lookout);
  const { number } = await lookout.db.idea.findUniqueOrThrow({ where: { id } });
  return { id, number: number! };
}

/** Lets some seconds pass, after which everything is drawn, and every channel may be posted to again. */
export async function settle(lookout: RunningApp, seconds = 3): Promise<void> {
  await lookout.at(new Date(lookout.now().getTime() + 1000 * seconds).toISOString());
}

/** The idea's message as somebody sees it in their channel. */
export function postOf(who: Somebody, number: number): Promise<Seen> {
  return until(() => who.posts().find(({ text }) => new RegExp(`^\\W*IDEA-${number}\\b`).test(text)));
}

/** The app's rows, for a deed that is done without chat. */
export function appOf(lookout: Pick<RunningApp, 'db' | 'now'>): App {
  const { db, now } = lookout;
  return { db, now, secret, log: createLog('silent', []), wake: () => undefined };
}

/** Puts up buttons in a channel where nobody was offered them: the server must not trust that only who may presses them. */
export async function forge(
  lookout: RunningApp,
  ids: readonly string[],
  places: readonly { platform: string; channel: string }[],
): Promise<(who: Somebody, id: string) => Promise<string>> {
  const rows = ids.flatMap((_, at) => (at % 5 === 0 ? [ids.slice(at, at + 5)] : []));
  const blocks = rows.map((row) => controls(...row.map((id) => button(id, id))));
  const message = { summary: 'Forged', blocks };
  const key = `forged/${crypto.randomUUID()}`;
  await announce(
    lookout.db,
    lookout.now(),
    places.map((to) => ({
      key: `${key}/${to.platform}/${to.channel}`,
      to,
      subject: { kind: 'entry' as const, id: 0 },
      message,
    })),
  );
  await settle(lookout);
  return async (who, id) => {
    const { id: post } = await until(() =>
      who.posts().findLast(({ buttons }) => ids[0]! in buttons && id in buttons),
    );
    return who.hears(() => who.press(post, id));
  };
}
