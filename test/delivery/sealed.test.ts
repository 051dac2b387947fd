import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/chat/message.ts';
import { announce } from '../../src/delivery/announce.ts';
import { refresh } from '../../src/delivery/refresh.ts';
import { seal } from '../../src/seal.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { until } from '../support/people.ts';
import { aDay, done, later, NOTHING, row } from './many-channels.ts';

const secret = 'what nobody finds in the database, at least 32 long';
const sides = [
  { platform: 'slack', user: 'U0BEN00001', call: 'chat.postMessage' },
  { platform: 'discord', user: '1200000000000000002', call: 'POST /channels/:channel/messages' },
] as const;
type Side = (typeof sides)[number];

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-21T06:00:00Z', { LOOKOUT_SECRET: secret });
});
afterEach(() => {
  lookout.sandboxes.slack.faults.clear();
  lookout.sandboxes.discord.faults.clear();
});
afterAll(() => lookout?.close());

/** Announces words to somebody whom the database must not name. */
async function tell({ platform, user }: Side, words: string, with_ = secret): Promise<string> {
  const key = `idea/1/word/${words}/${platform}`;
  const to = { platform, sealed: seal(with_, { platform, user }) };
  await lookout.db.$transaction((tx) =>
    announce(tx, lookout.now(), [{ key, to, subject: NOTHING, message: say(words) }]),
  );
  return key;
}

/** The direct conversation of the bot with somebody, if there is one. */
function conversation({ platform, user }: Side): { id: string; said: string[] } | undefined {
  const { slack, discord } = lookout.sandboxes;
  const found =
    platform === 'slack'
      ? [...slack.state.channels.values()].find(({ im }) => im === user)
      : [...discord.state.channels.values()].find(({ recipientId }) => recipientId === user);
  return found && { id: found.id, said: found.messages.map((message) => JSON.stringify(message)) };
}

function times(side: Side, words: string): number {
  return conversation(side)?.said.filter((message) => message.includes(words)).length ?? 0;
}

/** All that is kept of a delivery, and all that the log says of it. */
async function kept(key: string): Promise<string> {
  const lanes = await lookout.db.lane.findMany();
  const lines = lookout.log.filter((line) => line.includes(key));
  return JSON.stringify([await row(lookout, key), lanes, lines]);
}

for (const side of sides)
  describe(`a sealed message on ${side.platform}`, { shuffle: false }, () => {
    const names = () => [side.user, conversation(side)!.id];

    it('reaches the person alone, and neither its row nor the log says whom', async () => {
      const key = await tell(side, 'Only you');
      await lookout.service.settled();
      expect(times(side, 'Only you')).toBe(1);
      const delivery = await row(lookout, key);
      expect(delivery).toMatchObject({ state: 'posted', open: false, channel: null, person: null });
      expect(delivery).toMatchObject({ postChannel: null, postId: null, postUrl: null });
      for (const name of names()) expect(await kept(key)).not.toContain(name);
      expect(lookout.log.filter((line) => line.includes(key))).not.toEqual([]);
      for (const name of names()) expect(lookout.log.join('\n')).not.toContain(name);
      // A lane that stayed would be a row for good after each message.
      expect(await lookout.db.lane.count({ where: { name: { contains: key } } })).toBe(0);
    });

    it('is never redrawn, and nothing goes under it', async () => {
      const key = await tell(side, 'As it is');
      await lookout.service.settled();
      expect(await lookout.db.$transaction((tx) => refresh(tx, [key], say('Otherwise')))).toEqual([]);
      await later(lookout, 60);
      expect([times(side, 'As it is'), times(side, 'Otherwise')]).toEqual([1, 0]);
      const below = { key: `${key}/below`, to: { under: key }, subject: NOTHING, message: say('Below') };
      await expect(lookout.db.$transaction((tx) => announce(tx, lookout.now(), [below]))).rejects.toThrow(
        'is not kept',
      );
    });

    it('stands once when the answer to it was lost', async () => {
      lookout.sandboxes[side.platform].faults.add({ kind: 'lost-answer', on: side.call });
      const key = await tell(side, 'Lost and found');
      await lookout.service.settled();
      expect(await row(lookout, key)).toMatchObject({ state: 'waiting', open: true });
      expect((await row(lookout, key)).triedAt).not.toBeNull();
      for (const name of names()) expect(await kept(key)).not.toContain(name);
      await done(lookout, key);
      expect(times(side, 'Lost and found')).toBe(1);
      expect(await row(lookout, key)).toMatchObject({ state: 'posted', postChannel: null, triedAt: null });
      for (const name of names()) expect(await kept(key)).not.toContain(name);
    });

    it('stands once when the process ended before it had noted so', async () => {
      const key = await tell(side, 'Half done');
      await lookout.service.settled();
      // As its row was when the process had posted it and came no further; found a day later.
      const then = lookout.now();
      const claimedUntil = new Date(then.getTime() + 60_000);
      await lookout.db.delivery.update({
        where: { key },
        data: {
          state: 'waiting',
          open: true,
          shown: 0,
          tries: 1,
          triedAt: then,
          postedAt: null,
          claimedUntil,
        },
      });
      await later(lookout, aDay);
      await until(async () => (await row(lookout, key)).state === 'posted');
      expect(times(side, 'Half done')).toBe(1);
    });

    it('that was sealed with another secret fails with a sentence, and nothing is sent to anybody', async () => {
      const calls = () => lookout.sandboxes[side.platform].state.calls.length;
      const before = calls();
      const key = await tell(side, 'For whom?', 'another secret that is as long as the first one');
      await lookout.service.settled();
      expect(await row(lookout, key)).toMatchObject({
        state: 'failed',
        open: false,
        trouble: 'It was encrypted with another secret, so nobody knows whom it is for.',
      });
      expect(calls()).toBe(before);
    });

    it('that the platform refuses says no more of the person than that it was refused', async () => {
      const { id } = conversation(side)!;
      if (side.platform === 'slack') lookout.sandboxes.slack.archive(id);
      else lookout.sandboxes.discord.forbid(id, 'post');
      const key = await tell(side, 'Not taken');
      await lookout.service.settled();
      expect(await row(lookout, key)).toMatchObject({
        state: 'failed',
        trouble: 'The platform does not let Lookout write to this person.',
      });
      for (const name of names()) expect(await kept(key)).not.toContain(name);
    });
  });
