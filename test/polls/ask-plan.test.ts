import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { until } from '../support/people.ts';
import { ada, adaOnDiscord, cleo, draft, hasHeard, preview, standing } from './asking.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T14:00:00Z');
});
afterAll(() => lookout.close());

const options = 'DICOM\nDosimetry';

async function stands(question: string, times: number[]) {
  await expect.poll(() => Object.values(standing(lookout, question))).toEqual(times);
  await lookout.service.settled();
  expect(Object.values(standing(lookout, question))).toEqual(times);
}

const chain = (question: string) =>
  lookout.db.poll.findMany({
    where: { question },
    orderBy: { id: 'asc' },
    include: { options: true, groups: true },
  });

// Its tests are one story: each goes on where the one before it ended.
describe('on one app, in this order', { shuffle: false }, () => {
  describe('a poll that is sent later', () => {
    it('is planned with a day that is picked and a time as people write it, and goes out then, over a restart', async () => {
      const me = ada(lookout);
      await draft(me, 'ask when', { question: 'Planned?', options });
      const form = await me.opens(() => me.pressIn('Planned?', 'Send later…'));
      expect(form.fields).toMatchObject({
        day: { value: '2026-11-23' },
        time: { value: '09:00' },
        repeat: { value: ['never'] },
      });
      expect((await me.submit({ day: '2026-11-20', time: '13:59' })).problems!.time).toContain(
        'already passed',
      );
      expect((await me.submit({ day: '2026-11-19', time: '25:00' })).problems).toEqual({
        day: 'Thu 19 Nov 2026 is too early. Please choose Fri 20 Nov 2026 or a later day.',
        time: 'Please write a time such as 14:00, 9.30 or 5 pm.',
      });
      expect((await me.submit({ day: '2027-11-22', time: '9am' })).problems!.day).toContain('is too far off');
      await me.submit({ day: '2026-12-01', time: '9.30' });
      expect(await hasHeard(me, 'goes to Clinical Computing SIG on')).toContain(
        'on Tue 1 Dec 2026, 09:30 (Europe/London) and closes on Tue 8 Dec 2026, 17:00.',
      );
      await lookout.restart();
      await lookout.at('2026-12-01T09:00:00Z');
      expect(standing(lookout, 'Planned?').computing).toBe(0);
      await lookout.at('2026-12-01T09:30:01Z');
      await stands('Planned?', [1, 1, 0, 0]);
      expect(await chain('Planned?')).toMatchObject([
        { state: 'open', closesAt: new Date('2026-12-08T17:00:00Z') },
      ]);
    });

    it('goes out late, once, and lasts from then on, when the bot was away', async () => {
      const me = adaOnDiscord(lookout);
      await draft(me, 'ask when', { question: 'Late?', options });
      const form = await me.opens(() => me.pressIn('Late?', 'Send later…'));
      expect(form.fields.day).toMatchObject({ value: 'Wed 2 Dec 2026' });
      expect((await me.submit({ day: 'some day' })).problems).toEqual({
        day: 'Please write a day such as 4 Dec, 4/12/2026, Monday or tomorrow.',
      });
      expect((await me.mend()).fields.day).toMatchObject({ value: 'some day' });
      await me.submit({ day: 'tomorrow', time: '09:00', repeat: ['weekly'] });
      await hasHeard(me, '“Late?” goes to');
      // Away over three openings. The fourth would be on the 23rd, while the late one is still open: until after Christmas.
      await lookout.away(() => lookout.set('2026-12-18T10:00:00Z'));
      await lookout.service.settled();
      await stands('Late?', [1, 1, 0, 0]);
      expect(await chain('Late?')).toMatchObject([
        { state: 'open', openedAt: expect.any(Date), closesAt: new Date('2026-12-29T17:00:00Z') },
        { state: 'planned', opensAt: new Date('2026-12-30T09:00:00Z') },
      ]);
      const [, next] = await chain('Late?');
      await lookout.db.poll.update({ where: { id: next!.id }, data: { state: 'dropped' } });
    });
  });

  describe('a pulse', () => {
    it('goes out again each quarter, the same, and each plans the next, once', async () => {
      const me = cleo(lookout);
      await draft(me, 'ask pulse', {
        question: 'The pulse?',
        options,
        groups: ['sustainability', 'nuclear-medicine'],
      });
      expect(preview(me)!.text).toContain('Goes out: every quarter');
      await me.pressIn('The pulse?', 'Send now');
      expect(await hasHeard(me, '“The pulse?” goes to')).toContain(
        'It goes out again on Thu 18 Mar 2027, 10:00, and so on.',
      );
      await stands('The pulse?', [0, 0, 1, 1]);
      // A member adds an option: it is of this time only.
      const [first] = await chain('The pulse?');
      await lookout.db.pollOption.create({
        data: { pollId: first!.id, place: 3, text: 'Added', key: 'added', added: true },
      });
      await lookout.at('2027-03-18T09:00:00Z');
      await stands('The pulse?', [0, 0, 1, 1]);
      await lookout.at('2027-03-18T10:00:30Z');
      await stands('The pulse?', [0, 0, 2, 2]);
      await lookout.restart();
      await lookout.at('2027-06-18T09:00:30Z');
      await stands('The pulse?', [0, 0, 3, 3]);
      const polls = await chain('The pulse?');
      expect(polls.map(({ state, previousId }) => [state, previousId])).toEqual([
        ['closed', null],
        ['closed', polls[0]!.id],
        ['open', polls[1]!.id],
        ['planned', polls[2]!.id],
      ]);
      // By the wall clock the hour stays; the day is counted from the first, not from the Monday after a weekend.
      expect(polls[3]!.opensAt.toISOString().slice(0, 16)).toBe('2027-09-20T09:00');
      for (const poll of polls.slice(1)) {
        expect(poll.options.map(({ text }) => text).sort()).toEqual(['DICOM', 'Dosimetry']);
        expect(poll.groups).toHaveLength(2);
        expect(poll).toMatchObject({
          template: 'pulse',
          anonymous: true,
          repeat: 'quarterly',
          lasts: 7,
          asker: 'Cleo Tan',
        });
      }
      expect(polls[2]!.salt).toHaveLength(32);
    });

    it('is begun from the one before', async () => {
      const me = cleo(lookout);
      const form = await me.opens(() => me.type('needs', 'ask pulse'));
      expect(form.fields.question!.value).toBe('The pulse?');
      expect(form.fields.options!.value).toBe('DICOM\nDosimetry');
      expect(form.fields.groups!.value).toEqual(['sustainability', 'nuclear-medicine']);
      await me.submit({ question: 'Another pulse?' });
      await until(() => preview(me)?.text.includes('Another pulse?'));
      const repeat = Object.keys(preview(me)!.menus).find((id) => id.startsWith('poll-repeat:'))!;
      await me.choose(preview(me)!.id, repeat, ['never']);
      await until(() => preview(me)!.text.includes('Goes out: once'));
    });
  });

  describe('a draft that nobody sends', () => {
    it('is forgotten after a day', async () => {
      expect(await lookout.db.poll.count({ where: { state: 'draft' } })).toBe(1);
      await lookout.at('2027-06-19T09:10:00Z');
      expect(await lookout.db.poll.count({ where: { state: 'draft' } })).toBe(0);
      await cleo(lookout).pressIn('Another pulse?', 'Send now');
      await hasHeard(cleo(lookout), 'This draft has been deleted. Type /needs ask to begin again.');
    });
  });
});
