import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOfPoll } from '../../src/polls/closing/remind.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { answer, otherProcess } from './ballots.ts';
import { type Asked, standPoll } from './standing.ts';

describe('the reminder of a poll, through both SDKs', { shuffle: false }, () => {
  let lookout: RunningApp;
  const both = () => [
    onSlack(lookout.sandboxes, 'U0ADA00001', 'C0COMPUTING'),
    onDiscord(lookout.sandboxes, '1200000000000000002', '1100000000000000001'),
  ];
  const reminders = (somebody: Somebody, question: string) =>
    somebody.posts().filter(({ text }) => text.includes(`Still open: ${question}`));
  const stand = async (asked: Asked, remindAt: string) => {
    const poll = await standPoll(lookout, asked);
    await lookout.db.poll.update({ where: { id: poll.id }, data: { remindAt: new Date(remindAt) } });
    for (const somebody of both())
      await until(() => somebody.posts().some(({ text }) => text.includes(asked.question!)));
    // It stands a moment before that is written down.
    const unwritten = { key: { startsWith: `poll/${poll.id}/` }, open: true };
    await until(async () => (await lookout.db.delivery.count({ where: unwritten })) === 0);
    return poll;
  };
  const left = (question: string) =>
    lookout.db.poll.findFirstOrThrow({ where: { question }, select: { remindAt: true } });

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T09:00:00Z');
  });
  afterAll(() => lookout?.close());

  it('comes once in each channel, beside the poll and with the way to it', async () => {
    const asked = {
      question: 'Halfway?',
      closesAt: '2026-11-27T17:00:00Z',
      groups: ['clinical-computing', 'nuclear-medicine'],
    };
    const poll = await stand(asked, '2026-11-24T13:00:00Z');
    await answer(lookout, poll, 'clinical-computing', { 'Dose audits': 3 });
    await lookout.stand('2026-11-24T12:59:00Z');
    for (const somebody of both()) expect(reminders(somebody, 'Halfway?')).toEqual([]);
    await lookout.at('2026-11-24T13:00:01Z');
    const other = await otherProcess(lookout);
    await Promise.all([remindOfPoll(other, poll.id), remindOfPoll(other, poll.id)]);
    await lookout.at('2026-11-24T13:01:00Z');
    for (const somebody of both()) {
      const [one, ...more] = await until(() => {
        const found = reminders(somebody, 'Halfway?');
        return found.length > 0 && found;
      });
      expect(more).toEqual([]);
      expect(one!.text).toContain(
        '3 people answered so far. Open for another 3 days, until Fri 27 Nov 2026, 17:00.',
      );
    }
    const rows = await lookout.db.delivery.findMany({
      where: { key: { endsWith: '/reminder' } },
      orderBy: { key: 'asc' },
    });
    expect(rows.map(({ key, under, person }) => [key, under, person])).toEqual(
      ['discord/1100000000000000001', 'slack/C0COMPUTING', 'slack/C0NUCLEAR01'].map((place) => [
        `poll/${poll.id}/${place}/reminder`,
        null,
        null,
      ]),
    );
    for (const { key, message, expiresAt } of rows) {
      const copy = await lookout.db.delivery.findUniqueOrThrow({
        where: { key: key.replace(/\/reminder$/, '') },
      });
      expect(JSON.stringify(message)).toContain(JSON.stringify(copy.postUrl));
      expect(expiresAt).toEqual(poll.closesAt);
    }
  });

  it('comes late after a stop, unless too little time is left', async () => {
    await stand({ question: 'Missed?', closesAt: '2026-11-26T17:00:00Z' }, '2026-11-25T10:00:00Z');
    await stand({ question: 'Too late?', closesAt: '2026-11-25T20:30:00Z' }, '2026-11-25T10:00:00Z');
    await lookout.away(() => lookout.set('2026-11-25T17:00:00Z'));
    await lookout.service.settled();
    for (const somebody of both()) {
      const [one] = await until(() => {
        const found = reminders(somebody, 'Missed?');
        return found.length > 0 && found;
      });
      expect(one!.text).toContain('Nobody has answered yet. Open for another 24 hours');
      expect(reminders(somebody, 'Too late?')).toEqual([]);
    }
    for (const question of ['Missed?', 'Too late?']) expect(await left(question)).toEqual({ remindAt: null });
  });

  it('is left out where the poll does not stand, and once it is closed', async () => {
    const poll = await stand({ question: 'Gone?', closesAt: '2026-12-02T17:00:00Z' }, '2026-11-30T10:00:00Z');
    await lookout.db.delivery.updateMany({
      where: { key: `poll/${poll.id}/slack/C0COMPUTING` },
      data: { state: 'failed', open: false },
    });
    const closed = await stand(
      { question: 'Closed?', closesAt: '2026-11-30T09:00:00Z' },
      '2026-11-30T10:00:00Z',
    );
    await lookout.at('2026-11-30T10:00:01Z');
    const [slack, discord] = both();
    await until(() => reminders(discord!, 'Gone?').length === 1);
    const keys = await lookout.db.delivery.findMany({ where: { key: { endsWith: '/reminder' } } });
    expect(keys.filter(({ key }) => key.startsWith(`poll/${poll.id}/`))).toHaveLength(1);
    expect(keys.filter(({ key }) => key.startsWith(`poll/${closed.id}/`))).toEqual([]);
    expect(reminders(slack!, 'Gone?')).toEqual([]);
  });
});
