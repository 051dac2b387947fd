import type { Clock } from '../clock.ts';
import type { Fault } from '../faults.ts';
import type { Sandboxes } from '../sandboxes.ts';
import { count } from './counts.ts';
import { lookAtDiscord } from './look-discord.ts';
import { lookAtSlack } from './look-slack.ts';
import type { FeedView, View } from './view.ts';

/** All that stands in the sandboxes at this moment. */
export function look(sandboxes: Sandboxes, clock: Clock, revision: number): View {
  const discord = lookAtDiscord(sandboxes.discord);
  return {
    revision,
    clock: clock.now().toISOString(),
    people: sandboxes.people.map((person) => ({ ...person })),
    slack: lookAtSlack(sandboxes.slack, discord.commands),
    discord,
    feeds: sandboxes.feeds.feeds.map(({ path, title, articles }) => ({
      path,
      title,
      articles: articles.length,
      broken: inWords(sandboxes.feeds.broken.get(path)),
    })),
    faults: [
      ...sandboxes.slack.faults.waiting().map((waiting) => threat('Slack', waiting)),
      ...sandboxes.discord.faults.waiting().map((waiting) => threat('Discord', waiting)),
    ],
    counts: count(sandboxes),
  };
}

function inWords(how: 'error' | 'page' | 'cut' | 'silence' | undefined): FeedView['broken'] {
  switch (how) {
    case 'error':
      return 'answers with an error';
    case 'page':
      return 'shows a web page instead';
    case 'cut':
      return 'breaks off in the middle';
    case 'silence':
      return 'never answers';
    case undefined:
      return null;
  }
}

const strikes: Readonly<Record<Fault['kind'], string>> = {
  'rate-limit': 'is refused as too fast',
  'server-error': 'is refused with a server error',
  'lost-answer': 'is accepted, and the answer is lost',
  'error-after-acceptance': 'is accepted, and answered with an error',
  slow: 'is answered late',
};

function threat(side: string, { fault, left }: { fault: Fault; left: number }): string {
  const what = left === 1 ? 'the next post' : `each of the next ${left} posts`;
  return `${side}: ${what} ${strikes[fault.kind]}.`;
}
