import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/open-app.ts';
import { until } from '../support/people.ts';
import {
  calls,
  discordSpots,
  done,
  faults,
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

describe.each([
  ['Slack', slackSpots],
  ['Discord', discordSpots],
])('a post on %s', (_, spots) => {
  const spot = (at: number) => spots[at] as Spot;

  it('that is refused for going too fast is posted once, when the platform said, and holds up nobody else', async () => {
    await later(lookout, hour);
    const [slow, other] = [spot(0), spot(1)];
    faults(lookout, slow).add({ kind: 'rate-limit', on: slow.call, channel: slow.channel, retryAfter: 7 });
    const key = await tell(lookout, slow, 'Slowly');
    const behind = await tell(lookout, slow, 'Behind it');
    await tell(lookout, other, 'At once');
    await lookout.service.settled();
    expect(texts(lookout, other)).toEqual(['At once']);
    expect(texts(lookout, slow)).toEqual([]);
    expect(await row(lookout, key)).toMatchObject({
      state: 'waiting',
      open: true,
      triedAt: null,
      claimedUntil: null,
    });
    await later(lookout, 5);
    expect(calls(lookout, slow)).toMatchObject([{ status: 429 }]);
    await done(lookout, key);
    await done(lookout, behind);
    expect(texts(lookout, slow)).toEqual(['Slowly', 'Behind it']);
    expect(calls(lookout, slow).map(({ status }) => status)).toEqual([429, 200, 200]);
    expect(await row(lookout, key)).toMatchObject({ state: 'posted', open: false, tries: 0, trouble: null });
  });

  it.each([
    ['whose answer is lost', 'lost-answer', 1],
    ['that is answered with an error after it was accepted', 'error-after-acceptance', 1],
    ['that meets a fault of the platform', 'server-error', 2],
  ] as const)('%s stands once', async (what, kind, tries) => {
    await later(lookout, hour);
    const at = spot(2);
    faults(lookout, at).add({ kind, on: at.call, channel: at.channel });
    const before = calls(lookout, at).length;
    const key = await tell(lookout, at, what);
    await lookout.service.settled();
    expect(await row(lookout, key)).toMatchObject({ state: 'waiting', open: true });
    expect((await row(lookout, key)).triedAt).not.toBeNull();
    expect((await row(lookout, key)).trouble).toBeTruthy();
    await done(lookout, key);
    expect(texts(lookout, at).filter((text) => text === what)).toEqual([what]);
    expect(await row(lookout, key)).toMatchObject({
      state: 'posted',
      open: false,
      trouble: null,
      triedAt: null,
    });
    expect(calls(lookout, at).length - before).toBe(tries);
  });

  it('whose answers are lost again and again stands once', async () => {
    const at = spot(3);
    faults(lookout, at).add({ kind: 'lost-answer', on: '*', channel: at.channel, times: 6 });
    const key = await tell(lookout, at, 'Once and for all');
    for (let more = 0; more < 7; more += 1) await later(lookout, 180);
    await done(lookout, key);
    expect(await row(lookout, key)).toMatchObject({ state: 'posted', open: false });
    expect(texts(lookout, at)).toEqual(['Once and for all']);
  });

  it('that takes long holds up no other channel, and stands once', async () => {
    const [slow, other] = [spot(4), spot(5)];
    await later(lookout, hour);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    faults(lookout, slow).add({ kind: 'slow', on: slow.call, channel: slow.channel, until: held });
    const late = await tell(lookout, slow, 'Slowly');
    await until(() => calls(lookout, slow).length === 1);
    const quick = await tell(lookout, other, 'At once');
    await until(async () => (await row(lookout, quick)).state === 'posted');
    expect(await row(lookout, late)).toMatchObject({ state: 'waiting' });
    answer();
    await until(async () => (await row(lookout, late)).state === 'posted');
    expect(texts(lookout, slow)).toEqual(['Slowly']);
    expect(calls(lookout, slow)).toHaveLength(1);
  });

  it('that was never tried and has expired is not posted, and says so', async () => {
    await later(lookout, hour);
    const at = spot(6);
    faults(lookout, at).add({ kind: 'rate-limit', on: at.call, channel: at.channel, retryAfter: 3_600 });
    const key = await tell(lookout, at, 'News of noon', {
      expiresAt: new Date(lookout.now().getTime() + 1_800_000),
    });
    await lookout.service.settled();
    await later(lookout, 3_660);
    expect(texts(lookout, at)).toEqual([]);
    expect(await row(lookout, key)).toMatchObject({
      state: 'failed',
      open: false,
      trouble: 'It could not be posted in time.',
    });
  });

  it('that may stand is settled even when it has expired', async () => {
    await later(lookout, hour);
    const at = spot(7);
    faults(lookout, at).add({ kind: 'lost-answer', on: at.call, channel: at.channel });
    const key = await tell(lookout, at, 'News of noon', {
      expiresAt: new Date(lookout.now().getTime() + 1_000),
    });
    await lookout.service.settled();
    await later(lookout, 1_800);
    expect(texts(lookout, at)).toEqual(['News of noon']);
    expect(await row(lookout, key)).toMatchObject({ state: 'posted', open: false });
  });
});
