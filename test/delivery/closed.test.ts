import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../support/house.ts';
import {
  aDay,
  discordSpots,
  hour,
  later,
  openHall,
  row,
  type Spot,
  slackSpots,
  tell,
  texts,
} from './hall.ts';

let house: House;
beforeAll(async () => {
  house = await openHall();
});
afterAll(() => house?.close());

const channelRow = ({ platform, channel }: Spot) =>
  house.db.channel.findUniqueOrThrow({ where: { platform_channel: { platform, channel } } });

const closings: [string, Spot, (channel: string) => void, (channel: string) => void, RegExp][] = [
  [
    'an archived Slack channel',
    slackSpots[0]!,
    (channel) => house.stage.slack.archive(channel),
    (channel) => house.stage.slack.unarchive(channel),
    /archived\. Unarchive it/,
  ],
  [
    'a Slack channel that the app was removed from',
    slackSpots[1]!,
    (channel) => house.stage.slack.removeBot(channel),
    (channel) => house.stage.slack.addBot(channel),
    /Invite it with/,
  ],
  [
    'a Discord channel that the bot cannot see',
    discordSpots[0]!,
    (channel) => house.stage.discord.forbid(channel, 'view'),
    (channel) => house.stage.discord.allow(channel),
    /cannot see the channel.*50001 Missing Access/,
  ],
  [
    'a Discord channel that the bot may not post in',
    discordSpots[1]!,
    (channel) => house.stage.discord.forbid(channel, 'post'),
    (channel) => house.stage.discord.allow(channel),
    /lacks a permission.*50013/,
  ],
];

for (const [what, spot, close, mend, sentence] of closings)
  describe(what, { shuffle: false }, () => {
    const others = () => [slackSpots[9]!, discordSpots[9]!];

    it('is reported on the delivery, on the channel and in the log, once; others go on', async () => {
      await later(house, hour);
      close(spot.channel);
      const [from, closedAt] = [house.log.length, house.now()];
      const key = await tell(house, spot, 'Of Friday');
      const next = await tell(house, spot, 'Of Friday too');
      for (const other of others()) await tell(house, other, `Beside ${spot.channel}`);
      await house.service.settled();
      for (let more = 0; more < 3; more += 1) await later(house, 2);
      for (const one of [key, next]) {
        expect(await row(house, one)).toMatchObject({ state: 'failed', open: false });
        expect((await row(house, one)).trouble).toMatch(sentence);
      }
      const { trouble, troubleSince } = await channelRow(spot);
      expect(trouble).toMatch(sentence);
      expect(troubleSince).toEqual(closedAt);
      const said = house.log.slice(from).map((line) => JSON.parse(line) as { level: number; key?: string });
      expect(said.filter((line) => line.level === 50).map((line) => line.key)).toEqual([key, next]);
      for (const other of others()) {
        expect(texts(house, other)).toContain(`Beside ${spot.channel}`);
        expect(await channelRow(other)).toMatchObject({ trouble: null });
      }
      expect(texts(house, spot)).toEqual([]);
    });

    it('is posted to again on the next day, when somebody has mended it, and its trouble is over', async () => {
      mend(spot.channel);
      await later(house, aDay);
      expect(texts(house, spot)).toEqual([]);
      await tell(house, spot, 'Of Monday');
      await house.service.settled();
      expect(texts(house, spot)).toEqual(['Of Monday']);
      expect(await channelRow(spot)).toMatchObject({ trouble: null, troubleSince: null });
    });
  });

describe('a Discord channel that was deleted', { shuffle: false }, () => {
  it('is reported on the delivery, on the channel and in the log', async () => {
    const spot = discordSpots[2]!;
    house.stage.discord.deleteChannel(spot.channel);
    const key = await tell(house, spot, 'Into the void');
    await house.service.settled();
    expect(await row(house, key)).toMatchObject({ state: 'failed', open: false });
    expect((await channelRow(spot)).trouble).toMatch(/channel no longer exists/);
    expect(house.log.some((line) => line.includes('"level":50') && line.includes(key))).toBe(true);
  });
});

describe('credentials that are no longer accepted', { shuffle: false }, () => {
  afterEach(() => {
    house.stage.slack.state.revoked.clear();
    house.stage.discord.state.token.revoked = false;
  });

  it.each([
    ['Slack', slackSpots[5]!, slackSpots[6]!, discordSpots[5]!],
    ['Discord', discordSpots[6]!, discordSpots[7]!, slackSpots[7]!],
  ])(
    'of %s let everything wait, blame no channel, and all is posted once they are back',
    async (_, one, two, elsewhere) => {
      await later(house, hour);
      const { slack, discord } = house.stage;
      if (one.platform === 'slack') slack.revokeToken();
      else discord.state.token.revoked = true;
      const keys = [
        await tell(house, one, 'First'),
        await tell(house, one, 'Second'),
        await tell(house, two, 'Third'),
      ];
      await tell(house, elsewhere, 'Meanwhile');
      for (const seconds of [0, 30, 40, 120, 1_800]) await later(house, seconds);
      for (const key of keys)
        expect(await row(house, key), key).toMatchObject({ state: 'waiting', open: true });
      for (const spot of [one, two]) expect(await channelRow(spot)).toMatchObject({ trouble: null });
      expect(texts(house, elsewhere)).toEqual(['Meanwhile']);
      if (one.platform === 'slack') slack.state.revoked.clear();
      else discord.state.token.revoked = false;
      for (const seconds of [120, 2, 2]) await later(house, seconds);
      expect(texts(house, one)).toEqual(['First', 'Second']);
      expect(texts(house, two)).toEqual(['Third']);
      for (const key of keys) expect(await row(house, key)).toMatchObject({ state: 'posted', trouble: null });
    },
  );
});
