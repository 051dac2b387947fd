import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/open-app.ts';
import {
  aDay,
  discordSpots,
  hour,
  later,
  openManyChannels,
  row,
  type Spot,
  slackSpots,
  tell,
  texts,
} from './many-channels.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openManyChannels();
});
afterAll(() => lookout?.close());

const channelRow = ({ platform, channel }: Spot) =>
  lookout.db.channel.findUniqueOrThrow({ where: { platform_channel: { platform, channel } } });

const closings: [string, Spot, (channel: string) => void, (channel: string) => void, RegExp][] = [
  [
    'an archived Slack channel',
    slackSpots[0]!,
    (channel) => lookout.sandboxes.slack.archive(channel),
    (channel) => lookout.sandboxes.slack.unarchive(channel),
    /archived\. Unarchive it/,
  ],
  [
    'a Slack channel that the app was removed from',
    slackSpots[1]!,
    (channel) => lookout.sandboxes.slack.removeBot(channel),
    (channel) => lookout.sandboxes.slack.addBot(channel),
    /Invite it with/,
  ],
  [
    'a Discord channel that the bot cannot see',
    discordSpots[0]!,
    (channel) => lookout.sandboxes.discord.forbid(channel, 'view'),
    (channel) => lookout.sandboxes.discord.allow(channel),
    /cannot see the channel.*50001 Missing Access/,
  ],
  [
    'a Discord channel that the bot may not post in',
    discordSpots[1]!,
    (channel) => lookout.sandboxes.discord.forbid(channel, 'post'),
    (channel) => lookout.sandboxes.discord.allow(channel),
    /lacks a permission.*50013/,
  ],
];

for (const [what, spot, close, mend, sentence] of closings)
  describe(what, { shuffle: false }, () => {
    const others = () => [slackSpots[9]!, discordSpots[9]!];

    it('is reported on the delivery, on the channel and in the log, once; others go on', async () => {
      await later(lookout, hour);
      close(spot.channel);
      const [from, closedAt] = [lookout.log.length, lookout.now()];
      const key = await tell(lookout, spot, 'Of Friday');
      const next = await tell(lookout, spot, 'Of Friday too');
      for (const other of others()) await tell(lookout, other, `Beside ${spot.channel}`);
      await lookout.service.settled();
      for (let more = 0; more < 3; more += 1) await later(lookout, 2);
      for (const one of [key, next]) {
        expect(await row(lookout, one)).toMatchObject({ state: 'failed', open: false });
        expect((await row(lookout, one)).trouble).toMatch(sentence);
      }
      const { trouble, troubleSince } = await channelRow(spot);
      expect(trouble).toMatch(sentence);
      expect(troubleSince).toEqual(closedAt);
      const said = lookout.log.slice(from).map((line) => JSON.parse(line) as { level: number; key?: string });
      expect(said.filter((line) => line.level === 50).map((line) => line.key)).toEqual([key, next]);
      for (const other of others()) {
        expect(texts(lookout, other)).toContain(`Beside ${spot.channel}`);
        expect(await channelRow(other)).toMatchObject({ trouble: null });
      }
      expect(texts(lookout, spot)).toEqual([]);
    });

    it('is posted to again on the next day, when somebody has mended it, and its trouble is over', async () => {
      mend(spot.channel);
      await later(lookout, aDay);
      expect(texts(lookout, spot)).toEqual([]);
      await tell(lookout, spot, 'Of Monday');
      await lookout.service.settled();
      expect(texts(lookout, spot)).toEqual(['Of Monday']);
      expect(await channelRow(spot)).toMatchObject({ trouble: null, troubleSince: null });
    });
  });

describe('a Discord channel that was deleted', { shuffle: false }, () => {
  it('is reported on the delivery, on the channel and in the log', async () => {
    const spot = discordSpots[2]!;
    lookout.sandboxes.discord.deleteChannel(spot.channel);
    const key = await tell(lookout, spot, 'Into the void');
    await lookout.service.settled();
    expect(await row(lookout, key)).toMatchObject({ state: 'failed', open: false });
    expect((await channelRow(spot)).trouble).toMatch(/channel no longer exists/);
    expect(lookout.log.some((line) => line.includes('"level":50') && line.includes(key))).toBe(true);
  });
});

describe('credentials that are no longer accepted', { shuffle: false }, () => {
  afterEach(() => {
    lookout.sandboxes.slack.state.revoked.clear();
    lookout.sandboxes.discord.state.token.revoked = false;
  });

  it.each([
    ['Slack', slackSpots[5]!, slackSpots[6]!, discordSpots[5]!],
    ['Discord', discordSpots[6]!, discordSpots[7]!, slackSpots[7]!],
  ])(
    'of %s let everything wait, blame no channel, and all is posted once they are back',
    async (_, one, two, elsewhere) => {
      await later(lookout, hour);
      const { slack, discord } = lookout.sandboxes;
      if (one.platform === 'slack') slack.revokeToken();
      else discord.state.token.revoked = true;
      const keys = [
        await tell(lookout, one, 'First'),
        await tell(lookout, one, 'Second'),
        await tell(lookout, two, 'Third'),
      ];
      await tell(lookout, elsewhere, 'Meanwhile');
      for (const seconds of [0, 30, 40, 120, 1_800]) await later(lookout, seconds);
      for (const key of keys)
        expect(await row(lookout, key), key).toMatchObject({ state: 'waiting', open: true });
      for (const spot of [one, two]) expect(await channelRow(spot)).toMatchObject({ trouble: null });
      expect(texts(lookout, elsewhere)).toEqual(['Meanwhile']);
      if (one.platform === 'slack') slack.state.revoked.clear();
      else discord.state.token.revoked = false;
      for (const seconds of [120, 2, 2]) await later(lookout, seconds);
      expect(texts(lookout, one)).toEqual(['First', 'Second']);
      expect(texts(lookout, two)).toEqual(['Third']);
      for (const key of keys)
        expect(await row(lookout, key)).toMatchObject({ state: 'posted', trouble: null });
    },
  );
});
