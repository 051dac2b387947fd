import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duePriorities, refreshPriority } from '../../src/escalations/priorities/refresh.ts';
import { appOf, forge, settle } from '../ideas/following.ts';
import { giveIdea } from '../ideas/rows.ts';
import { type House, openHouse } from '../support/house.ts';
import { onSlack, type Somebody, until } from '../support/people.ts';
import {
  askedCommunity,
  ben,
  cat,
  count,
  dana,
  eve,
  idsOf,
  noor,
  opensPriority,
  post,
  question,
  sendIdea,
} from './asked.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('2026-11-24T09:00:00Z', {}, { community: askedCommunity });
  const groups = await idsOf(house, 'clinical-computing', 'sustainability');
  await opensPriority(cat(house));
  const about = { about: ['topic/digital'], keywords: 'ambient scribe', until: '2026-12-04' };
  await cat(house).submit({ ...about, groups, call: question });
  await settle(house);
});
afterAll(() => house?.close());

const call = () => house.db.priority.findFirstOrThrow();

// In this order, on one house.
describe('an open call', { shuffle: false }, () => {
  it('gathers ideas from both sides, and counts them on every copy', async () => {
    await sendIdea(ben(house), { title: 'Scribes for ward rounds' });
    await sendIdea(eve(house), { title: 'Nobody shall know me', signed: ['anonymous'] });
    await sendIdea(dana(house), { title: 'Scribes save paper' });
    await settle(house, 3);
    await settle(house, 3);
    for (const who of [ben(house), eve(house), dana(house)])
      await until(async () => (await post(who, 'Open call')).text.includes('3 ideas so far.'));
    const ideas = await house.db.idea.findMany({ orderBy: { id: 'asc' } });
    expect(ideas.map(({ callId, topic }) => [callId, topic])).toEqual(
      Array(3).fill([(await call()).id, 'digital']),
    );
  });

  it('is drawn two seconds after the first idea that it does not count, with all that came meanwhile', async () => {
    const { id: callId } = await call();
    // Later than the house's clock, so that it draws nothing itself.
    const later = (ms: number) => new Date(Date.parse('2026-11-24T12:00:00Z') + ms);
    const due = (ms: number) => duePriorities({ db: house.db, now: () => later(ms) });
    const ids: number[] = [];
    for (const ms of [0, 1500])
      ids.push((await giveIdea(house.db, { title: `At ${ms}`, at: later(ms).toISOString() })).id);
    await house.db.idea.updateMany({ where: { id: { in: ids } }, data: { callId } });
    expect(await due(1999)).toEqual([]);
    const app = { ...appOf(house), now: () => later(1999) };
    await refreshPriority(app, callId);
    expect((await call()).drawn).toBe(3);
    expect(await due(2000)).toEqual([`priority-${callId}`]);
    await refreshPriority({ ...app, now: () => later(2000) }, callId);
    expect((await call()).drawn).toBe(5);
    expect(await due(3500)).toEqual([]);
    // What is no longer there is not counted any longer.
    await house.db.idea.deleteMany({ where: { id: { in: ids } } });
    expect(await due(3500)).toEqual([`priority-${callId}`]);
    await settle(house);
    expect((await call()).drawn).toBe(3);
  });

  it('lists them in its thread, each once, where they stand', async () => {
    const lines = async (who: Somebody) =>
      who
        .thread((await post(who, 'Open call')).id)
        .map(({ text }) => text)
        .sort();
    for (const who of [ben(house), eve(house)]) {
      await until(async () => (await lines(who)).length === 2);
      const [one, two] = await lines(who);
      expect(one).toMatch(/^💡 IDEA-1 · Scribes for ward rounds$/);
      expect(two).toMatch(/^💡 IDEA-2 · Nobody shall know me$/);
    }
    await until(async () => (await lines(dana(house))).length === 1);
    expect((await lines(dana(house)))[0]).toContain('IDEA-3 · Scribes save paper');
    const { message } = await house.db.delivery.findFirstOrThrow({
      where: { key: { startsWith: 'idea/', contains: '/call/slack/' } },
    });
    expect(JSON.stringify(message)).toContain('"link":"http');
    const ada = onSlack(house.stage, 'U0ADA00001', 'C0COMPUTING');
    expect(await ada.command('idea', 'hide 2')).toContain('IDEA-2 is hidden');
    await settle(house);
    for (const who of [ben(house), eve(house)])
      await until(async () => (await lines(who)).includes('IDEA-2 was hidden by a chair.'));
    // What went into another came to the call all the same.
    expect(await ada.command('idea', 'show 2')).toContain('shown again');
    expect(await ada.command('idea', 'merge 2 into 1')).toContain('was merged into IDEA-1');
    await settle(house);
    expect((await post(dana(house), 'Open call')).text).toContain('3 ideas so far.');
  });

  it('ends with the last day of each group, and the council is told once', async () => {
    const { id } = await call();
    const open = await ben(house).opens(async () =>
      ben(house).press((await post(ben(house), 'Open call')).id, `idea:call/${id}`),
    );
    await house.stand('2026-12-04T23:59:30Z');
    expect((await post(ben(house), 'Open call')).buttons).toHaveProperty(`idea:call/${id}`);
    await house.at('2026-12-05T00:00:10Z');
    for (const who of [ben(house), eve(house)]) {
      await until(async () =>
        (await post(who, 'Open call')).text.includes('This call has ended with 3 ideas.'),
      );
      expect((await post(who, 'Open call')).buttons).toEqual({});
    }
    // In New York it is still Friday.
    expect((await post(dana(house), 'Open call')).buttons).toHaveProperty(`idea:call/${id}`);
    expect(count(cat(house), 'The open call “Smart digitisation” has ended')).toBe(0);
    // What was being written when it ended is taken, but not for the call.
    expect(open.id).toMatch(/^idea-new:\d+\/call\/\d+$/);
    expect((await ben(house).submit({ title: 'Just too late', text: 'Soon.' })).said).toContain('has ended');
    expect((await house.db.idea.findFirstOrThrow({ where: { title: 'Just too late' } })).callId).toBeNull();
    await sendIdea(dana(house), { title: 'Just in time' });
    await settle(house, 5);
    await house.at('2026-12-05T05:00:10Z');
    for (const who of [ben(house), eve(house), dana(house)])
      await until(async () =>
        (await post(who, 'Open call')).text.includes('This call has ended with 4 ideas.'),
      );
    const told = await post(cat(house), 'The open call “Smart digitisation” has ended with 4 ideas.');
    expect(told.text).toContain('Clinical Computing SIG: 2 · Environmental Sustainability CoI: 2');
    expect(told.text).toContain('/idea search ambient scribe');
    await house.restart();
    await settle(house);
    expect(count(cat(house), 'has ended with 4 ideas.')).toBe(1);
    expect(await ben(house).command('escalate', 'priorities')).toContain(
      'STERIC is not watching any topic at present.',
    );
  });

  it('is closed to whoever presses late, elsewhere, or has no right to end it', async () => {
    const { id } = await call();
    const places = [
      { platform: 'slack', channel: 'C0COMPUTING' },
      { platform: 'slack', channel: 'C0NUCLEAR01' },
      { platform: 'discord', channel: '1100000000000000001' },
    ];
    const pressed = await forge(
      house,
      [`idea:call/${id}`, `priority-end:${id}`, 'priority-end:x', 'priority-end:999', 'idea:call/x'],
      places,
    );
    for (const who of [ben(house), eve(house)]) {
      expect(await pressed(who, `idea:call/${id}`)).toContain(
        'This call has ended. Your idea is still welcome',
      );
      expect(await pressed(who, 'idea:call/x')).toContain('type /idea');
      expect(await pressed(who, `priority-end:${id}`)).toContain('Only council members can end');
      expect(await pressed(who, 'priority-end:x')).toContain('This button does not work');
    }
    expect(await pressed(noor(house), `idea:call/${id}`)).toContain("not for this channel's group");
    const there = onSlack(house.stage, 'U0CAT00001', 'C0COMPUTING');
    expect(await pressed(there, `priority-end:${id}`)).toContain('has already ended');
    expect(await pressed(there, 'priority-end:999')).toContain('has been deleted');
    expect((await call()).endedAt).toBeNull();
  });
});
