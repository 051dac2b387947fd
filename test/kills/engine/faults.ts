import type { FaultKind } from '../../../sandbox/faults.ts';
import type { Chance } from './chance.ts';
import { paths } from './news.ts';
import type { World } from './world.ts';

/** Lost answers weigh most: after them nobody knows what stands. */
const kinds: readonly FaultKind[] = [
  'lost-answer',
  'lost-answer',
  'error-after-acceptance',
  'server-error',
  'rate-limit',
  'slow',
];
const calls = {
  slack: ['chat.postMessage', 'chat.postMessage', 'conversations.history'],
  discord: [
    'POST /channels/:channel/messages',
    'POST /channels/:channel/messages',
    'GET /channels/:channel/messages',
  ],
} as const;

/** Gives a life some troubles of the platforms and the feeds. */
export function sprinkle(world: World, chance: Chance): void {
  const { sandboxes } = world;
  for (const platform of ['slack', 'discord'] as const) {
    for (let left = chance.pick([0, 0, 1, 1, 2, 4]); left > 0; left -= 1) {
      const fault = {
        kind: chance.pick(kinds),
        on: chance.pick(calls[platform]),
        delay: chance.between(50, 1_500),
      };
      sandboxes[platform].faults.add(fault);
      world.tell(`fault on ${platform}: ${fault.kind} at ${fault.on}`);
    }
  }
  if (chance.often(0.1)) {
    const [path, how] = [chance.pick(paths), chance.pick(['error', 'page', 'cut'] as const)];
    sandboxes.feeds.break(path, how);
    world.tell(`fault of ${path}: ${how}`);
  }
}

/** Draws whether, and how, the connections are cut on which acts come in. */
export function drawDrop(chance: Chance): { after: number; drop(world: World): void } {
  const after = chance.between(300, 1_500);
  const slack = chance.often(0.15);
  const discord = chance.often(0.15);
  const how = chance.pick(['close', 'reconnect', 'invalid-session', 'terminate'] as const);
  return {
    after,
    drop(world) {
      if (slack) world.sandboxes.slack.dropSockets();
      if (discord) world.sandboxes.discord.dropGateway(how);
      if (slack || discord)
        world.tell(`dropped: ${[slack && 'Slack', discord && `Discord, ${how}`].filter(Boolean)}`);
    },
  };
}
