import { type Message, say } from '../../src/chat/message.ts';
import { announce } from '../../src/delivery/announce.ts';
import { type House, openHouse } from '../support/house.ts';
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

/** A house whose one group has many channels and no digest. Its clock stands still but for when it is moved. */
export function openHall(more: { pace?: boolean } = {}): Promise<House> {
  return openHouse('2026-11-20T06:00:00Z', {}, { community, still: true, ...more });
}

/** Announces words, or a message, in a channel, and gives the key. Nobody is woken: the next look finds it. */
export async function tell(
  house: House,
  { platform, channel }: Spot,
  words: string | Message,
  more: { expiresAt?: Date; key?: string } = {},
): Promise<string> {
  const message = typeof words === 'string' ? say(words) : words;
  const { key = `test/${message.summary}/${platform}/${channel}`, ...rest } = more;
  await house.db.$transaction((tx) =>
    announce(tx, house.now(), [{ key, to: { platform, channel }, subject: NOTHING, message, ...rest }]),
  );
  return key;
}

/** What everybody sees in a channel. */
export function seen(house: House, { platform, channel }: Spot): Seen[] {
  return platform === 'slack'
    ? onSlack(house.stage, user.slack, channel).posts()
    : onDiscord(house.stage, user.discord, channel).posts();
}

export function texts(house: House, spot: Spot): string[] {
  return seen(house, spot).map(({ text }) => text);
}

/** The calls that came for a channel, of one kind. */
export function calls(house: House, { platform, channel, call }: Spot, kind: string = call) {
  return platform === 'slack'
    ? house.stage.slack.state.calls
        .filter(({ method, args }) => method === kind && args.channel === channel)
        .map(({ at, status }) => ({ at: new Date(at), status }))
    : house.stage.discord.state.calls
        .filter((one) => one.route === kind && one.channel === channel)
        .map(({ at, status }) => ({ at, status }));
}

export function row(house: House, key: string) {
  return house.db.delivery.findUniqueOrThrow({ where: { key } });
}

export function faults(house: House, { platform }: Spot) {
  return house.stage[platform].faults;
}

/** Moves the clock on, and waits until all is done that is due then. In a house that tests share it never goes back. */
export function later(house: House, seconds: number): Promise<void> {
  return house.at(new Date(house.now().getTime() + seconds * 1_000).toISOString());
}

export const hour = 3_600;
export const aDay = 24 * hour;

/** Moves the clock on, second by second, until nothing is left to do for a delivery. The platforms' own libraries wait in real time. */
export async function done(house: House, key: string): Promise<void> {
  await until(async () => {
    await later(house, 1);
    return !(await row(house, key)).open;
  });
}
