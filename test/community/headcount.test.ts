import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dueHeadcounts } from '../../src/community/headcount.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';

const start = '2026-11-20T06:00:00Z';
const slack = 'C0COMPUTING';
const later = (days: number) => new Date(Date.parse(start) + days * 86_400_000).toISOString();

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp(start);
});
afterAll(() => lookout?.close());

const listed = () =>
  lookout.sandboxes.slack.state.calls.filter(({ method }) => method === 'conversations.members').length;
const channel = (id: string) => lookout.db.channel.findFirstOrThrow({ where: { channel: id } });
const people = async () =>
  Object.fromEntries((await lookout.db.channel.findMany()).map((one) => [one.channel, one.people]));

describe('how many people can read each channel', { shuffle: false }, () => {
  beforeEach(async () => {
    lookout.set(start);
    await lookout.db.channel.updateMany({ data: { people: null, peopleAt: null } });
    await lookout.service.settled();
  });

  it('is counted soon after the start on both platforms, bots left out', async () => {
    expect(await people()).toEqual({
      [slack]: 2,
      C0NUCLEAR01: 2,
      '1100000000000000001': 2,
      '1100000000000000002': 2,
    });
  });

  it('is asked anew after a week, not before', async () => {
    const { users, channels } = lookout.sandboxes.slack.state;
    const before = listed();
    users.set('U0NEW00001', { id: 'U0NEW00001', name: 'Nora', bot: false });
    channels.get(slack)!.members.add('U0NEW00001');
    await lookout.at(later(6.9));
    expect(listed()).toBe(before);
    await lookout.at(later(7.1));
    expect(listed()).toBe(before + 2);
    expect((await channel(slack)).people).toBe(3);
    channels.get(slack)!.members.delete('U0NEW00001');
  });

  it('stays as it was where a platform does not say, and is asked again in a day', async () => {
    await lookout.db.channel.updateMany({ data: { peopleAt: null } });
    await lookout.db.channel.updateMany({ where: { channel: slack }, data: { people: null } });
    const before = listed();
    lookout.sandboxes.slack.faults.add({ kind: 'server-error', on: 'conversations.members', times: 2 });
    await lookout.service.settled();
    expect(listed()).toBe(before + 2);
    expect(await people()).toMatchObject({ [slack]: null, C0NUCLEAR01: 2 });
    await lookout.at(later(0.9));
    expect(listed()).toBe(before + 2);
    await lookout.at(later(1.1));
    expect(listed()).toBe(before + 4);
    expect(await people()).toMatchObject({ [slack]: 2, C0NUCLEAR01: 2 });
    expect(lookout.log.filter((line) => line.includes('could not be counted'))).toHaveLength(2);
    expect(lookout.log.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
  });

  it('does not hold up the rest where a platform is not set up at all', async () => {
    const { groupId } = await channel(slack);
    await lookout.db.channel.create({ data: { groupId, platform: 'pigeon', channel: 'loft' } });
    await lookout.service.settled();
    expect(await channel('loft')).toMatchObject({ people: null, peopleAt: expect.any(Date) });
    await lookout.db.channel.deleteMany({ where: { platform: 'pigeon' } });
  });

  it('is asked of twenty channels at a look, of those first that were never counted', async () => {
    const { groupId, id: counted } = await channel(slack);
    await lookout.service.stop();
    await lookout.db.channel.createMany({
      data: Array.from({ length: 25 }, (_, at) => ({ groupId, platform: 'slack', channel: `C1000${at}` })),
    });
    await lookout.db.channel.update({ where: { id: counted }, data: { peopleAt: new Date(0) } });
    const app = { db: lookout.db, now: lookout.now };
    const due = await dueHeadcounts(app);
    expect(due).toHaveLength(20);
    expect(due).not.toContain(counted);
    await lookout.db.channel.updateMany({ where: { id: { in: due } }, data: { peopleAt: lookout.now() } });
    expect((await dueHeadcounts(app)).at(-1)).toBe(counted);
  });
});
