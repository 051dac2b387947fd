import { type Message, say } from '../../src/chat/message.ts';
import { announce } from '../../src/delivery/announce.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Seen, until } from '../support/people.ts';

/** A channel of either platform, and how its sandbox names a post there. */
export interface Spot {
  platform: 'slack' | 'discord';
  channel: string;
  call: 'chat.postMessage' | 'POST /channels/:channel/messages';
}

/** What the messages of these tests are about: nothing that there is. */
export const NOTHING = { kind: 'entry' as const, id: 0 };

const many = 24;
const user = { slack: 'U0ADA00001', discord: '1200000000000000001' };

export const slackSpots = Array.from({ length: many }, (_, at): Spot => {
  return { platform: 'slack', channel: `C0HALL${String(at).padStart(4, '0')}`, call: 'chat.postMessage' };
});
export const discordSpots = Array.from({ length: many }, (_, at): Spot => {
  const channel = `11000000000000000${String(at).padStart(2, '0')}`;
  return { platform: 'discord', channel, call: 'POST /channels/:channel/messages' };
});
const community = `
groups:
  - slug: hall
    name: Hall
    kind: sig
    keywords: [DICOM]
    channels:
      slack: [${slackSpots.map(({ channel }) => channel).join(', ')}]
      discord: [${discordSpots.map(({ channel }) => `"${channel}"`).join(', ')}]
people:
  - { slug: ada, name: Ada Obi, accounts: { slack: ${user.slack}, discord: "${user.discord}" } }
sources:
  - address: https://journal.test/rss
    name: Journal
    kind: journal
`;

/** An app whose one group has many channels and no digest. Its clock stands still but for when it is moved. */
export function openManyChannels(more: { pace?: boolean } = {}): Promise<RunningApp> {
  return openApp('2026-11-20T06:00:00Z', {}, { community, still: true, ...more });
}

/** Announces words, or a message, in a channel, and gives the key. Nobody is woken: the next look finds it. */
export async function tell(
  lookout: RunningApp,
  { platform, channel }: Spot,
  words: string | Message,
  more: { expiresAt?: Date; key?: string } = {},
): Promise<string> {
  const message = typeof words === 'string' ? say(words) : words;
  const { key = `test/${message.summary}/${platform}/${channel}`, ...rest } = more;
  await lookout.db.$transaction((tx) =>
    announce(tx, lookout.now(), [{ key, to: { platform, channel }, subject: NOTHING, message, ...rest }]),
  );
  return key;
}

/** What everybody sees in a channel. */
export function seen(lookout: RunningApp, { platform, channel }: Spot): Seen[] {
  return platform === 'slack'
    ? onSlack(lookout.sandboxes, user.slack, channel).posts()
    : onDiscord(lookout.sandboxes, user.discord, channel).posts();
}

export function texts(lookout: RunningApp, spot: Spot): string[] {
  return seen(lookout, spot).map(({ text }) => text);
}

/** The calls that came for a channel, of one kind. */
export function calls(lookout: RunningApp, { platform, channel, call }: Spot, kind: string = call) {
  return platform === 'slack'
    ? lookout.sandboxes.slack.state.calls
        .filter(({ method, args }) => method === kind && args.channel === channel)
        .map(({ at, status }) => ({ at: new Date(at), status }))
    : lookout.sandboxes.discord.state.calls
        .filter((one) => one.route === kind && one.channel === channel)
        .map(({ at, status }) => ({ at, status }));
}

export function row(lookout: RunningApp, key: string) {
  return lookout.db.delivery.findUniqueOrThrow({ where: { key } });
}

export function faults(lookout: RunningApp, { platform }: Spot) {
  return lookout.sandboxes[platform].faults;
}

/** Moves the clock on, and waits until all is done that is due then. In an app that tests share it never goes back. */
export function later(lookout: RunningApp, seconds: number): Promise<void> {
  return lookout.at(new Date(lookout.now().getTime() + seconds * 1_000).toISOString());
}

export const hour = 3_600;
export const aDay = 24 * hour;

/** Moves the clock on, second by second, until nothing is left to do for a delivery. The platforms' own libraries wait in real time. */
export async function done(lookout: RunningApp, key: string): Promise<void> {
  await until(async () => {
    await later(lookout, 1);
    return !(await row(lookout, key)).open;
  });
}
