import type { App } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import type { Poll } from '../../src/polls/store.ts';
import { placeOf, voterOf } from '../../src/polls/voter.ts';
import type { Account } from '../../src/seal.ts';
import type { House } from '../support/house.ts';
import { type Ground, idsOf, secretOf } from './standing.ts';

/** Puts down answers as if so many people had given them in the channels of a group: option → people. */
export async function answer(
  ground: Ground,
  poll: Poll,
  slug: string,
  by: Readonly<Record<string, number>>,
): Promise<void> {
  const secret = await secretOf(ground);
  const ids = idsOf(poll);
  const rows = Object.entries(by).flatMap(([text, count]) =>
    Array.from({ length: count }, (_, at) => {
      const who: Account = { platform: 'slack', user: `U${slug}${text}${at}` };
      return {
        pollId: poll.id,
        voter: voterOf(secret, poll, who),
        place: placeOf(secret, poll, slug),
        choices: [ids[text]!],
      };
    }),
  );
  await ground.db.ballot.createMany({ data: rows });
}

/** What another process of the same Lookout would have in hand; nobody hears whom it wakes. */
export async function otherProcess(house: House): Promise<App> {
  return {
    db: house.db,
    now: house.now,
    log: createLog('silent', []),
    secret: await secretOf(house),
    wake: () => {},
  };
}
