import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { answer } from './ballots.ts';
import { idsOf, standPoll } from './standing.ts';

const slackChannel = 'C0COMPUTING';
const discordChannel = '1100000000000000001';

describe('closing when something is in its way', { shuffle: false }, () => {
  let lookout: RunningApp;
  const ada = () => onSlack(lookout.sandboxes, 'U0ADA00001', slackChannel);
  const cleo = () => onDiscord(lookout.sandboxes, '1200000000000000002', discordChannel);
  const post = (somebody: Somebody, question: string) =>
    until(() => somebody.posts().find(({ text }) => text.includes(question)));
  const resultOf = async (somebody: Somebody, question: string) => {
    const { id } = await post(somebody, question);
    return until(() => somebody.thread(id)[0]?.text);
  };
  const announced = (id: number) =>
    until(async () => (await lookout.db.poll.findUniqueOrThrow({ where: { id } })).announcedAt !== null);

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T09:00:00Z');
  });
  afterAll(() => lookout?.close());

  it('refuses a vote that comes late, where the buttons still stand', async () => {
    const poll = await standPoll(lookout, { question: 'Late?', closesAt: '2026-11-20T17:00:00Z' });
    const posts = await Promise.all([ada(), cleo()].map((somebody) => post(somebody, 'Late?')));
    // So that the buttons stay.
    const times = Number.POSITIVE_INFINITY;
    lookout.sandboxes.slack.faults.add({ kind: 'server-error', on: 'chat.update', times });
    lookout.sandboxes.discord.faults.add({
      kind: 'server-error',
      on: 'PATCH /channels/:channel/messages/:message',
      times,
    });
    await lookout.at('2026-11-20T17:00:00Z');
    const vote = `vote:${poll.id}/${idsOf(poll)['Dose audits']}`;
    for (const [at, somebody] of [ada(), cleo()].entries())
      expect(await somebody.hears(() => somebody.press(posts[at]!.id, vote))).toContain(
        'This poll closed on Fri 20 Nov 2026, 17:00',
      );
    expect(await lookout.db.ballot.count()).toBe(0);
    const [result] = await lookout.db.result.findMany({ where: { pollId: poll.id } });
    expect(result!.answers).toBe(0);
    lookout.sandboxes.slack.faults.clear();
    lookout.sandboxes.discord.faults.clear();
    expect(await resultOf(ada(), 'Late?')).toContain('Nobody answered, so there is no result.');
  });

  it('says nothing of three anonymous answers but how many they are, and all of three with names', async () => {
    const at = '2026-11-20T18:00:00Z';
    const few = await standPoll(lookout, { question: 'Few?', closesAt: at });
    const named = await standPoll(lookout, { question: 'Few with names?', closesAt: at, anonymous: false });
    for (const poll of [few, named])
      await answer(lookout, poll, 'clinical-computing', { 'Dose audits': 2, Commissioning: 1 });
    await post(ada(), 'Few with names?');
    await post(cleo(), 'Few with names?');
    await lookout.at(at);
    for (const somebody of [ada(), cleo()]) {
      expect(await resultOf(somebody, 'Few?')).toContain(
        '3 people answered. Fewer than five answers are not shown.',
      );
      expect(await resultOf(somebody, 'Few with names?')).toContain('Dose audits came first: 2 of 3 people');
    }
    const counted = await lookout.db.result.findMany({
      where: { pollId: few.id },
      include: { counts: true },
    });
    expect(counted).toMatchObject([{ answers: 3, groupId: null, counts: [] }]);
  });

  it('counts nothing for an option that is hidden', async () => {
    const poll = await standPoll(lookout, { question: 'Hidden?', closesAt: '2026-11-27T18:00:00Z' });
    await answer(lookout, poll, 'clinical-computing', { 'Dose audits': 6, Commissioning: 5 });
    const [hidden, shown] = [idsOf(poll)['Dose audits']!, idsOf(poll).Commissioning!];
    await lookout.db.pollOption.update({ where: { id: hidden }, data: { hidden: true } });
    await lookout.db.poll.update({ where: { id: poll.id }, data: { closesAt: lookout.now() } });
    await announced(poll.id);
    const [all] = await lookout.db.result.findMany({
      where: { pollId: poll.id, groupId: null },
      include: { counts: true },
    });
    expect(all!.answers).toBe(5);
    const counts = Object.fromEntries(all!.counts.map(({ optionId, people }) => [optionId, people]));
    expect(counts).toEqual({ [shown]: 5, [idsOf(poll)['Image quality']!]: 0 });
  });

  it('closes in all other channels when one is gone', async () => {
    const poll = await standPoll(lookout, { question: 'One gone?', closesAt: '2026-11-24T18:00:00Z' });
    await answer(lookout, poll, 'clinical-computing', { 'Dose audits': 6 });
    await post(ada(), 'One gone?');
    await post(cleo(), 'One gone?');
    lookout.sandboxes.slack.archive(slackChannel);
    await lookout.at('2026-11-24T18:00:00Z');
    expect(await resultOf(cleo(), 'One gone?')).toContain('Dose audits came first');
    const row = () =>
      lookout.db.delivery.findUniqueOrThrow({
        where: { key: `poll/${poll.id}/slack/${slackChannel}/result` },
      });
    await until(async () => (await row()).state === 'failed');
    lookout.sandboxes.slack.unarchive(slackChannel);
  });

  it('closes a poll that never came to stand anywhere', async () => {
    lookout.sandboxes.slack.archive(slackChannel);
    lookout.sandboxes.discord.forbid(discordChannel, 'view');
    const poll = await standPoll(lookout, { question: 'Nowhere?', closesAt: '2026-11-25T18:00:00Z' });
    const copies = () => lookout.db.delivery.findMany({ where: { key: { startsWith: `poll/${poll.id}/` } } });
    await until(async () => (await copies()).every(({ state }) => state === 'failed'));
    await lookout.at('2026-11-25T18:00:00Z');
    await announced(poll.id);
    expect(await copies()).toHaveLength(2);
    const [all] = await lookout.db.result.findMany({ where: { pollId: poll.id } });
    expect(all!.answers).toBe(0);
    lookout.sandboxes.slack.unarchive(slackChannel);
    lookout.sandboxes.discord.allow(discordChannel);
  });

  it('is told in words where no chart can be drawn', async () => {
    const poll = await standPoll(lookout, { question: 'Undrawable?', closesAt: '2026-11-27T18:00:00Z' });
    await answer(lookout, poll, 'clinical-computing', { 'Dose audits': 6 });
    await post(ada(), 'Undrawable?');
    // Nothing of the kind passes the forms; SVG has no way to write it.
    await lookout.db.pollOption.update({
      where: { id: idsOf(poll)['Dose audits']! },
      data: { text: 'Dose \u0001 audits' },
    });
    await lookout.db.poll.update({ where: { id: poll.id }, data: { closesAt: lookout.now() } });
    const said = await resultOf(ada(), 'Undrawable?');
    expect(said).toContain('came first: 6 of 6 people');
    expect(said).not.toContain('Bar chart');
    expect(lookout.log.some((line) => line.includes('the chart of a result could not be drawn'))).toBe(true);
  });

  it('does not wait for what was too late to be posted', async () => {
    const poll = await standPoll(lookout, { question: 'Expired?', closesAt: '2026-11-26T18:00:00Z' });
    // As if its channel had not been connected all the time: waiting, and surely never tried.
    await until(
      async () =>
        (await lookout.db.delivery.count({
          where: { key: { startsWith: `poll/${poll.id}/` }, state: 'posted' },
        })) === 2,
    );
    await lookout.db.delivery.updateMany({
      where: { key: `poll/${poll.id}/slack/${slackChannel}` },
      data: {
        state: 'waiting',
        open: true,
        dueAt: new Date('2027-01-01'),
        triedAt: null,
        expiresAt: poll.closesAt,
      },
    });
    await lookout.at('2026-11-26T18:00:00Z');
    await announced(poll.id);
    const keys = await lookout.db.delivery.findMany({
      where: { key: { startsWith: `poll/${poll.id}/`, endsWith: '/result' } },
    });
    expect(keys.map(({ key }) => key)).toEqual([`poll/${poll.id}/discord/${discordChannel}/result`]);
  });
});
