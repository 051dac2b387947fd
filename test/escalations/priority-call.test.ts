import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duePriorities, refreshPriority } from '../../src/escalations/priorities/refresh.ts';
import { appOf, forge, settle } from '../ideas/following.ts';
import { giveIdea } from '../ideas/rows.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
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

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-24T09:00:00Z', {}, { community: askedCommunity });
  const groups = await idsOf(lookout, 'clinical-computing', 'sustainability');
  await opensPriority(cat(lookout));
  const about = { about: ['topic/digital'], keywords: 'ambient scribe', until: '2026-12-04' };
  await cat(lookout).submit({ ...about, groups, call: question });
  await settle(lookout);
});
afterAll(() => lookout?.close());

const call = () => lookout.db.priority.findFirstOrThrow();

// In this order, on one app.
describe('an open call', { shuffle: false }, () => {
  it('gathers ideas from both sides, and counts them on every copy', async () => {
    await sendIdea(ben(lookout), { title: 'Scribes for ward rounds' });
    await sendIdea(eve(lookout), { title: 'Nobody shall know me', signed: ['anonymous'] });
    await sendIdea(dana(lookout), { title: 'Scribes save paper' });
    await settle(lookout, 3);
    await settle(lookout, 3);
    for (const who of [ben(lookout), eve(lookout), dana(lookout)])
      await until(async () => (await post(who, 'Open call')).text.includes('3 ideas so far.'));
    const ideas = await lookout.db.idea.findMany({ orderBy: { id: 'asc' } });
    expect(ideas.map(({ callId, topic }) => [callId, topic])).toEqual(
      Array(3).fill([(await call()).id, 'digital']),
    );
  });

  it('is drawn two seconds after the first idea that it does not count, with all that came meanwhile', async () => {
    const { id: callId } = await call();
    // Later than the app's clock, so that it draws nothing itself.
    const later = (ms: number) => new Date(Date.parse('2026-11-24T12:00:00Z') + ms);
    const due = (ms: number) => duePriorities({ db: lookout.db, now: () => later(ms) });
    const ids: number[] = [];
    for (const ms of [0, 1500])
      ids.push((await giveIdea(lookout.db, { title: `At ${ms}`, at: later(ms).toISOString() })).id);
    await lookout.db.idea.updateMany({ where: { id: { in: ids } }, data: { callId } });
    expect(await due(1999)).toEqual([]);
    const app = { ...appOf(lookout), now: () => later(1999) };
    await refreshPriority(app, callId);
    expect((await call()).drawn).toBe(3);
    expect(await due(2000)).toEqual([`priority-${callId}`]);
    await refreshPriority({ ...app, now: () => later(2000) }, callId);
    expect((await call()).drawn).toBe(5);
    expect(await due(3500)).toEqual([]);
    // What is no longer there is not counted any longer.
    await lookout.db.idea.deleteMany({ where: { id: { in: ids } } });
    expect(await due(3500)).toEqual([`priority-${callId}`]);
    await settle(lookout);
    expect((await call()).drawn).toBe(3);
  });

  it('lists them in its thread, each once, where they stand', async () => {
    const lines = async (who: Somebody) =>
      who
        .thread((await post(who, 'Open call')).id)
        .map(({ text }) => text)
        .sort();
    for (const who of [ben(lookout), eve(lookout)]) {
      await until(async () => (await lines(who)).length === 2);
      const [one, two] = await lines(who);
      expect(one).toMatch(/^💡 IDEA-1 · Scribes for ward rounds$/);
      expect(two).toMatch(/^💡 IDEA-2 · Nobody shall know me$/);
    }
    await until(async () => (await lines(dana(lookout))).length === 1);
    expect((await lines(dana(lookout)))[0]).toContain('IDEA-3 · Scribes save paper');
    const { message } = await lookout.db.delivery.findFirstOrThrow({
      where: { key: { startsWith: 'idea/', contains: '/call/slack/' } },
    });
    expect(JSON.stringify(message)).toContain('"link":"http');
    const ada = onSlack(lookout.sandboxes, 'U0ADA00001', 'C0COMPUTING');
    expect(await ada.command('idea', 'hide 2')).toContain('IDEA-2 is hidden');
    await settle(lookout);
    for (const who of [ben(lookout), eve(lookout)])
      await until(async () => (await lines(who)).includes('IDEA-2 was hidden by a chair.'));
    // What went into another came to the call all the same.
    expect(await ada.command('idea', 'show 2')).toContain('shown again');
    expect(await ada.command('idea', 'merge 2 into 1')).toContain('was merged into IDEA-1');
    await settle(lookout);
    expect((await post(dana(lookout), 'Open call')).text).toContain('3 ideas so far.');
  });

  it('ends with the last day of each group, and the council is told once', async () => {
    const { id } = await call();
    const open = await ben(lookout).opens(async () =>
      ben(lookout).press((await post(ben(lookout), 'Open call')).id, `idea:call/${id}`),
    );
    await lookout.stand('2026-12-04T23:59:30Z');
    expect((await post(ben(lookout), 'Open call')).buttons).toHaveProperty(`idea:call/${id}`);
    await lookout.at('2026-12-05T00:00:10Z');
    for (const who of [ben(lookout), eve(lookout)]) {
      await until(async () =>
        (await post(who, 'Open call')).text.includes('This call has ended with 3 ideas.'),
      );
      expect((await post(who, 'Open call')).buttons).toEqual({});
    }
    // In New York it is still Friday.
    expect((await post(dana(lookout), 'Open call')).buttons).toHaveProperty(`idea:call/${id}`);
    expect(count(cat(lookout), 'The open call “Smart digitisation” has ended')).toBe(0);
    // What was being written when it ended is taken, but not for the call.
    expect(open.id).toMatch(/^idea-new:\d+\/call\/\d+$/);
    expect((await ben(lookout).submit({ title: 'Just too late', text: 'Soon.' })).said).toContain(
      'has ended',
    );
    expect((await lookout.db.idea.findFirstOrThrow({ where: { title: 'Just too late' } })).callId).toBeNull();
    await sendIdea(dana(lookout), { title: 'Just in time' });
    await settle(lookout, 5);
    await lookout.at('2026-12-05T05:00:10Z');
    for (const who of [ben(lookout), eve(lookout), dana(lookout)])
      await until(async () =>
        (await post(who, 'Open call')).text.includes('This call has ended with 4 ideas.'),
      );
    const told = await post(cat(lookout), 'The open call “Smart digitisation” has ended with 4 ideas.');
    expect(told.text).toContain('Clinical Computing SIG: 2 · Environmental Sustainability CoI: 2');
    expect(told.text).toContain('/idea search ambient scribe');
    await lookout.restart();
    await settle(lookout);
    expect(count(cat(lookout), 'has ended with 4 ideas.')).toBe(1);
    expect(await ben(lookout).command('escalate', 'priorities')).toContain(
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
      lookout,
      [`idea:call/${id}`, `priority-end:${id}`, 'priority-end:x', 'priority-end:999', 'idea:call/x'],
      places,
    );
    for (const who of [ben(lookout), eve(lookout)]) {
      expect(await pressed(who, `idea:call/${id}`)).toContain(
        'This call has ended. Your idea is still welcome',
      );
      expect(await pressed(who, 'idea:call/x')).toContain('type /idea');
      expect(await pressed(who, `priority-end:${id}`)).toContain('Only council members can end');
      expect(await pressed(who, 'priority-end:x')).toContain('This button does not work');
    }
    expect(await pressed(noor(lookout), `idea:call/${id}`)).toContain("not for this channel's group");
    const there = onSlack(lookout.sandboxes, 'U0CAT00001', 'C0COMPUTING');
    expect(await pressed(there, `priority-end:${id}`)).toContain('has already ended');
    expect(await pressed(there, 'priority-end:999')).toContain('has been deleted');
    expect((await call()).endedAt).toBeNull();
  });
});
