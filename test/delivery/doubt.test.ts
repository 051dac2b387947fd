import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../support/house.ts';
import { until } from '../support/people.ts';
import {
  calls,
  discordSpots,
  done,
  faults,
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

describe.each([
  ['Slack', slackSpots],
  ['Discord', discordSpots],
])('a post on %s', (_, spots) => {
  const spot = (at: number) => spots[at] as Spot;

  it('that is refused for going too fast is posted once, when the platform said, and holds up nobody else', async () => {
    await later(house, hour);
    const [slow, other] = [spot(0), spot(1)];
    faults(house, slow).add({ kind: 'rate-limit', on: slow.call, channel: slow.channel, retryAfter: 7 });
    const key = await tell(house, slow, 'Slowly');
    const behind = await tell(house, slow, 'Behind it');
    await tell(house, other, 'At once');
    await house.service.settled();
    expect(texts(house, other)).toEqual(['At once']);
    expect(texts(house, slow)).toEqual([]);
    expect(await row(house, key)).toMatchObject({
      state: 'waiting',
      open: true,
      triedAt: null,
      claimedUntil: null,
    });
    await later(house, 5);
    expect(calls(house, slow)).toMatchObject([{ status: 429 }]);
    await done(house, key);
    await done(house, behind);
    expect(texts(house, slow)).toEqual(['Slowly', 'Behind it']);
    expect(calls(house, slow).map(({ status }) => status)).toEqual([429, 200, 200]);
    expect(await row(house, key)).toMatchObject({ state: 'posted', open: false, tries: 0, trouble: null });
  });

  it.each([
    ['whose answer is lost', 'lost-answer', 1],
    ['that is answered with an error after it was accepted', 'error-after-acceptance', 1],
    ['that meets a fault of the platform', 'server-error', 2],
  ] as const)('%s stands once', async (what, kind, tries) => {
    await later(house, hour);
    const at = spot(2);
    faults(house, at).add({ kind, on: at.call, channel: at.channel });
    const before = calls(house, at).length;
    const key = await tell(house, at, what);
    await house.service.settled();
    expect(await row(house, key)).toMatchObject({ state: 'waiting', open: true });
    expect((await row(house, key)).triedAt).not.toBeNull();
    expect((await row(house, key)).trouble).toBeTruthy();
    await done(house, key);
    expect(texts(house, at).filter((text) => text === what)).toEqual([what]);
    expect(await row(house, key)).toMatchObject({
      state: 'posted',
      open: false,
      trouble: null,
      triedAt: null,
    });
    expect(calls(house, at).length - before).toBe(tries);
  });

  it('whose answers are lost again and again stands once', async () => {
    const at = spot(3);
    faults(house, at).add({ kind: 'lost-answer', on: '*', channel: at.channel, times: 6 });
    const key = await tell(house, at, 'Once and for all');
    for (let more = 0; more < 7; more += 1) await later(house, 180);
    await done(house, key);
    expect(await row(house, key)).toMatchObject({ state: 'posted', open: false });
    expect(texts(house, at)).toEqual(['Once and for all']);
  });

  it('that takes long holds up no other channel, and stands once', async () => {
    const [slow, other] = [spot(4), spot(5)];
    await later(house, hour);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    faults(house, slow).add({ kind: 'slow', on: slow.call, channel: slow.channel, until: held });
    const late = await tell(house, slow, 'Slowly');
    await until(() => calls(house, slow).length === 1);
    const quick = await tell(house, other, 'At once');
    await until(async () => (await row(house, quick)).state === 'posted');
    expect(await row(house, late)).toMatchObject({ state: 'waiting' });
    answer();
    await until(async () => (await row(house, late)).state === 'posted');
    expect(texts(house, slow)).toEqual(['Slowly']);
    expect(calls(house, slow)).toHaveLength(1);
  });

  it('that was never tried and has expired is not posted, and says so', async () => {
    await later(house, hour);
    const at = spot(6);
    faults(house, at).add({ kind: 'rate-limit', on: at.call, channel: at.channel, retryAfter: 3_600 });
    const key = await tell(house, at, 'News of noon', {
      expiresAt: new Date(house.now().getTime() + 1_800_000),
    });
    await house.service.settled();
    await later(house, 3_660);
    expect(texts(house, at)).toEqual([]);
    expect(await row(house, key)).toMatchObject({
      state: 'failed',
      open: false,
      trouble: 'It could not be posted in time.',
    });
  });

  it('that may stand is settled even when it has expired', async () => {
    await later(house, hour);
    const at = spot(7);
    faults(house, at).add({ kind: 'lost-answer', on: at.call, channel: at.channel });
    const key = await tell(house, at, 'News of noon', { expiresAt: new Date(house.now().getTime() + 1_000) });
    await house.service.settled();
    await later(house, 1_800);
    expect(texts(house, at)).toEqual(['News of noon']);
    expect(await row(house, key)).toMatchObject({ state: 'posted', open: false });
  });
});
