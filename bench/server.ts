import { startFeeds } from '../sandbox/feeds/start.ts';
import { discordSide } from './discord.ts';
import { createPresser } from './presser.ts';
import { slackSide } from './slack.ts';
import { type Election, elect } from './voter.ts';
import { feedsAt, type Platform, type Size } from './world.ts';

// A process of its own for each sandbox server, so that none takes turns with the bot or with another.
// The parent sends { id, verb, argument }, and gets { id, value } or { id, error }.

const role = process.argv[2] as Platform | 'feeds';
const size = JSON.parse(process.argv[3]!) as Size;

const verbs = role === 'feeds' ? await feedVerbs() : await platformVerbs(role);

process.on('message', async ({ id, verb, argument }: { id: number; verb: string; argument: never }) => {
  try {
    process.send!({ id, value: await verbs[verb]!(argument) });
  } catch (error) {
    process.send!({ id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit());
process.send!({ id: 0 });

async function platformVerbs(platform: Platform) {
  const side = await (platform === 'slack' ? slackSide(size) : discordSide(size));
  const presser = createPresser(side);
  return {
    env: () => side.env,
    standing: side.standing,
    shown: side.shown,
    refused: side.refused,
    startPressing: presser.start,
    stopPressing: presser.stop,
    elect: (election: Election) => elect(side, election),
    copies: side.copies,
  } as Record<string, (argument: never) => unknown>;
}

async function feedVerbs() {
  let server = await startFeeds({ feeds: feedsAt(size, 0, new Date()) });
  return {
    url: () => server.url,
    /** Shows a batch of new items in every feed, and nothing else. */
    async show(batch: number) {
      const port = Number(new URL(server.url).port);
      await server.close();
      server = await startFeeds({ feeds: feedsAt(size, batch, new Date()), port });
    },
  } as Record<string, (argument: never) => unknown>;
}
