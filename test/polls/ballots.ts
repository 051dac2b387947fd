import type { App } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import type { Poll } from '../../src/polls/store.ts';
import { placeOf, voterOf } from '../../src/polls/voter.ts';
import type { Account } from '../../src/seal.ts';
import type { RunningApp } from '../support/open-app.ts';
import { type Ground, idsOf, secretOf } from './standing.ts';

/** Puts down answers as if so many people had given them in the channels of a group: option → people. */
export async function answer(
  feature: Ground,
  poll: Poll,
  slug: string,
  by: Readonly<Record<string, number>>,
): Promise<void> {
  const secret = await secretOf(feature);
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
  await feature.db.ballot.createMany({ data: rows });
}

/** What another process of the same Lookout would have in hand; nobody hears whom it wakes. */
export async function otherProcess(lookout: RunningApp): Promise<App> {
  return {
    db: lookout.db,
    now: lookout.now,
    log: createLog('silent', []),
    secret: await secretOf(lookout),
    wake: () => {},
  };
}
