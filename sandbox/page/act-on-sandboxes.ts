import type { Clock } from '../clock.ts';
import type { Feed } from '../feeds/feed.ts';
import type { FeedServer } from '../feeds/start.ts';
import type { Sandboxes } from '../sandboxes.ts';
import type { Act } from './view.ts';

export type SandboxAct = Exclude<Act, { person: string }>;

/** The call that puts a message into a channel, as each server's faults name it. */
const posting = { slack: 'chat.postMessage', discord: 'POST /channels/:channel/messages' } as const;

const longestLeapMs = 366 * 86_400_000;
const halfHourMs = 1_800_000;

/** The time of both servers and of the bot; `settled` settles when the bot has done all that is due at this moment. */
export interface Time extends Clock {
  settled?(): Promise<void>;
}

/** Does what happens behind the scenes: to the feeds, the clock, the lines. @throws Error with a sentence when it cannot be done */
export async function actOnSandboxes(
  { slack, discord, feeds }: Sandboxes,
  time: Time,
  act: SandboxAct,
): Promise<void> {
  switch (act.do) {
    case 'publish': {
      const { path, title, summary } = act;
      const link = addressOf(feedAt(feeds, path), title);
      feeds.publish(path, { title, summary: summary || title, link, published: time.now() });
      break;
    }
    case 'break':
      feeds.break(feedAt(feeds, act.path).path, act.how);
      break;
    case 'mend':
      feeds.mend(feedAt(feeds, act.path).path);
      break;
    case 'clock':
      await moveOn(time, act.to);
      break;
    case 'fault': {
      const { faults } = act.on === 'slack' ? slack : discord;
      if (act.kind !== 'disconnect') faults.add({ kind: act.kind, on: posting[act.on] });
      else if (act.on === 'slack') slack.dropSockets();
      else discord.dropGateway('terminate');
      break;
    }
    case 'calm':
      slack.faults.clear();
      discord.faults.clear();
  }
}

function feedAt({ feeds }: FeedServer, path: string): Feed {
  const feed = feeds.find((one) => one.path === path);
  if (!feed) throw new Error(`There is no feed at ${path}.`);
  return feed;
}

/** An address of its own for every article of a feed. */
function addressOf({ path, articles }: Feed, title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['article'];
  return `https://${path.split('/')[0]}/sandbox/${articles.length + 1}-${words.slice(0, 8).join('-')}`;
}

/** The half hour before is lived through first, as it would be: feeds are read before the hour at which they are wanted. */
async function moveOn(time: Time, to: string): Promise<void> {
  const ahead = Date.parse(to) - time.now().getTime();
  // Whoever was told something at one o'clock must not be told at noon that it has yet to come.
  if (ahead < 0) throw new Error('The clock only moves forward.');
  if (ahead > longestLeapMs) throw new Error('The clock moves forward by at most a year.');
  if (ahead > halfHourMs) {
    time.set(new Date(Date.parse(to) - halfHourMs).toISOString());
    await time.settled?.();
  }
  time.set(to);
}
