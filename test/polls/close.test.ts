import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { announceResult } from '../../src/polls/closing/announce-result.ts';
import { closePoll } from '../../src/polls/closing/close.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { answer, otherProcess } from './ballots.ts';
import { idsOf, standPoll } from './standing.ts';

const everyGroup = ['clinical-computing', 'sustainability', 'nuclear-medicine'];

describe('a poll whose time has come, through both SDKs', { shuffle: false }, () => {
  let lookout: RunningApp;
  const ada = () => onSlack(lookout.sandboxes, 'U0ADA00001', 'C0COMPUTING');
  const cleo = () => onDiscord(lookout.sandboxes, '1200000000000000002', '1100000000000000001');
  const both = () => [ada(), cleo()];
  const named = (question: string) => (somebody: ReturnType<typeof ada>) =>
    somebody.posts().find(({ text }) => text.includes(question))!;
  const resultOf = (question: string, somebody: ReturnType<typeof ada>) =>
    until(() => {
      const post = named(question)(somebody);
      const thread = post ? somebody.thread(post.id) : [];
      return thread.length > 0 && thread;
    });
  const results = (pollId: number) =>
    lookout.db.result.findMany({
      where: { pollId },
      include: { counts: true, group: true },
      orderBy: { id: 'asc' },
    });

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T09:00:00Z');
    // As if the platforms had said so.
    await lookout.db.channel.updateMany({ data: { people: 20, peopleAt: lookout.now() } });
  });
  afterAll(() => lookout?.close());

  it('is counted for good, and nothing is left of who answered what', async () => {
    const poll = await standPoll(lookout, { groups: everyGroup, closesAt: '2026-11-20T17:00:00Z' });
    await answer(lookout, poll, 'clinical-computing', { 'Image quality': 4, 'Dose audits': 3 });
    await answer(lookout, poll, 'sustainability', { 'Image quality': 1, Commissioning: 4 });
    await answer(lookout, poll, 'nuclear-medicine', { 'Dose audits': 5 });
    await lookout.service.settled();
    await ada().press(named('help you most')(ada()).id, `vote:${poll.id}/${idsOf(poll)['Image quality']}`);
    await cleo().press(named('help you most')(cleo()).id, `vote:${poll.id}/${idsOf(poll).Commissioning}`);
    await lookout.stand('2026-11-20T16:59:59Z');
    expect(await results(poll.id)).toEqual([]);
    await lookout.at('2026-11-20T17:00:01Z');
    const rows = (await results(poll.id)).map(({ group, answers, people, counts }) => ({
      group: group?.slug ?? 'all',
      answers,
      people,
      counts: counts.sort((a, b) => a.optionId - b.optionId).map((count) => count.people),
    }));
    expect(rows).toEqual([
      { group: 'all', answers: 19, people: 80, counts: [6, 8, 5] },
      { group: 'clinical-computing', answers: 9, people: 40, counts: [5, 3, 1] },
      { group: 'sustainability', answers: 5, people: 20, counts: [1, 0, 4] },
      { group: 'nuclear-medicine', answers: 5, people: 20, counts: [0, 5, 0] },
    ]);
    expect(await lookout.db.ballot.count({ where: { pollId: poll.id } })).toBe(0);
    expect(await lookout.db.poll.findUniqueOrThrow({ where: { id: poll.id } })).toMatchObject({
      state: 'closed',
      salt: null,
      remindAt: null,
      closesAt: new Date('2026-11-20T17:00:00Z'),
    });
  });

  it('stands closed in each channel, with its chart, and nothing to press but the flag', async () => {
    for (const somebody of both()) {
      const post = await until(() => {
        const found = named('help you most')(somebody);
        return found.text.includes('Closed Fri 20 Nov 2026, 17:00.') && found;
      });
      expect(post.text).toContain('Dose audits came first: 8 of 19 people (42%).');
      expect(post.text).toContain(
        'Bar chart: Which of these would help you most? 19 people answered. Dose audits: 8 (42%).',
      );
      expect(post.text).toContain('19 people answered, of about 80 who can see the poll (24%).');
      expect(Object.keys(post.buttons)).toEqual([expect.stringMatching(/^flag:poll\/\d+$/)]);
      expect(post.menus).toEqual({});
    }
  });

  it('shows the picture that was kept, in message and thread, on both platforms', async () => {
    const [kept, ...others] = await lookout.db.picture.findMany();
    expect(others).toEqual([]);
    const { slack, discord } = lookout.sandboxes;
    const post = named('help you most')(cleo());
    const there = ['1100000000000000001', post.id].map(
      (id) => discord.state.channels.get(id)!.messages.at(-1)!,
    );
    const shown = [
      ...[...slack.state.files.values()].map(({ body }) => body),
      ...there.flatMap(({ attachments }) => attachments.map(({ content }) => content)),
    ];
    // Uploaded to Slack once, attached on Discord twice.
    expect(shown.map((bytes) => bytes && Buffer.compare(bytes, kept!.png))).toEqual([0, 0, 0]);
  });

  it('has its result once in each thread, with all counts, and group by group', async () => {
    for (const somebody of both()) {
      const [result, ...more] = await resultOf('help you most', somebody);
      expect(more).toEqual([]);
      expect(result!.text).toContain('The poll is closed. Dose audits came first: 8 of 19 people (42%).');
      expect(result!.text).toMatch(/Dose audits: 8 · 42%\s+Image quality: 6 · 32%\s+Commissioning: 5 · 26%/);
      expect(result!.text).toContain(
        'Clinical Computing SIG (9 answers from 40 people): Image quality 5 (56%)',
      );
      expect(result!.text).not.toContain('Fewer than five');
    }
  });

  it('names what was asked for in the register, each need once', async () => {
    const needs = await lookout.db.need.findMany({ include: { options: true }, orderBy: { key: 'asc' } });
    expect(needs.map(({ title }) => title).sort()).toEqual(['Commissioning', 'Dose audits', 'Image quality']);
    const again = await standPoll(lookout, {
      options: ['dose audit', 'Peer review'],
      closesAt: '2026-11-20T17:30:00Z',
    });
    await lookout.at('2026-11-20T17:30:01Z');
    const options = await lookout.db.pollOption.findMany({
      where: { pollId: again.id },
      include: { need: true },
    });
    expect(options.map(({ need }) => need?.title)).toEqual(['Dose audits', 'Peer review']);
  });

  it('leaves out a group with fewer than five answers, and one more that would tell it', async () => {
    const poll = await standPoll(lookout, {
      question: 'Which groups?',
      groups: everyGroup,
      closesAt: '2026-11-20T18:00:00Z',
    });
    await answer(lookout, poll, 'clinical-computing', { 'Image quality': 9 });
    await answer(lookout, poll, 'sustainability', { Commissioning: 5 });
    await answer(lookout, poll, 'nuclear-medicine', { 'Dose audits': 1 });
    await lookout.at('2026-11-20T18:00:01Z');
    expect((await results(poll.id)).map(({ group }) => group?.slug ?? 'all')).toEqual([
      'all',
      'clinical-computing',
    ]);
    for (const somebody of both()) {
      const [result] = await resultOf('Which groups?', somebody);
      expect(result!.text).toContain('Clinical Computing SIG (9 answers');
      expect(result!.text).toContain(
        'Fewer than five answers are not shown, so some groups are not listed by themselves.',
      );
      expect(result!.text).not.toMatch(/Nuclear Medicine SIG|Sustainability/);
    }
  });

  it('shows no groups when the secret is another than it was opened with, and counts all the same', async () => {
    const poll = await standPoll(lookout, {
      question: 'Another secret?',
      groups: everyGroup,
      closesAt: '2026-11-27T18:00:00Z',
    });
    await answer(lookout, poll, 'clinical-computing', { 'Image quality': 9 });
    lookout.set('2026-11-20T18:30:00Z');
    await lookout.db.poll.update({
      where: { id: poll.id },
      data: { secretMark: 'another', closesAt: lookout.now() },
    });
    await lookout.service.settled();
    expect((await results(poll.id)).map(({ group, answers }) => [group, answers])).toEqual([[null, 9]]);
    const [row] = await lookout.db.delivery.findMany({
      where: { key: { startsWith: `poll/${poll.id}/`, endsWith: '/result' } },
    });
    expect(JSON.stringify(row!.message)).toContain('can no longer be shown by group');
  });

  it('is closed and told once, however many try at once', async () => {
    const poll = await standPoll(lookout, {
      question: 'At once?',
      closesAt: '2026-11-27T18:00:00Z',
      anonymous: false,
    });
    await answer(lookout, poll, 'clinical-computing', { 'Image quality': 6 });
    await lookout.service.settled();
    const apps: App[] = await Promise.all([1, 2, 3].map(() => otherProcess(lookout)));
    await lookout.away(async () => {
      await lookout.db.poll.update({ where: { id: poll.id }, data: { closesAt: lookout.now() } });
      await Promise.all([...apps, ...apps].map((app) => closePoll(app, poll.id)));
      expect((await results(poll.id)).map(({ answers }) => answers)).toEqual([6, 6]);
      // Of a poll with names the ballots stay.
      expect(await lookout.db.ballot.count({ where: { pollId: poll.id } })).toBe(6);
      await Promise.all([...apps, ...apps].map((app) => announceResult(app, poll.id)));
    });
    await lookout.service.settled();
    for (const somebody of both()) expect(await resultOf('At once?', somebody)).toHaveLength(1);
    // Once the lanes are free, nothing more comes.
    await lookout.at('2026-11-20T19:00:00Z');
    for (const somebody of both()) expect(await resultOf('At once?', somebody)).toHaveLength(1);
    const told = await lookout.db.delivery.count({
      where: { key: { startsWith: `poll/${poll.id}/`, endsWith: '/result' } },
    });
    expect(told).toBe(2);
  });

  it('is told after a stop between closing and telling', async () => {
    const poll = await standPoll(lookout, { question: 'After a stop?', closesAt: '2026-11-27T18:00:00Z' });
    await lookout.service.settled();
    await lookout.away(async () => {
      await lookout.db.poll.update({ where: { id: poll.id }, data: { closesAt: lookout.now() } });
      await closePoll(await otherProcess(lookout), poll.id);
    });
    await lookout.service.settled();
    for (const somebody of both()) expect(await resultOf('After a stop?', somebody)).toHaveLength(1);
  });
});
