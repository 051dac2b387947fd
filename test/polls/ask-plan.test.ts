import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.ts';
import { until } from '../support/people.ts';
import { ada, adaOnDiscord, cleo, draft, hasHeard, preview, standing } from './asking.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('2026-11-20T14:00:00Z');
});
afterAll(() => house.close());

const options = 'DICOM\nDosimetry';

async function stands(question: string, times: number[]) {
  await expect.poll(() => Object.values(standing(house, question))).toEqual(times);
  await house.service.settled();
  expect(Object.values(standing(house, question))).toEqual(times);
}

const chain = (question: string) =>
  house.db.poll.findMany({
    where: { question },
    orderBy: { id: 'asc' },
    include: { options: true, groups: true },
  });

// Its tests are one story: each goes on where the one before it ended.
describe('on one house, in this order', { shuffle: false }, () => {
  describe('a poll that is sent later', () => {
    it('is planned with a day and a time as people write them, and goes out then, over a restart', async () => {
      const me = ada(house);
      await draft(me, 'ask when', { question: 'Planned?', options });
      const form = await me.opens(() => me.pressIn('Planned?', 'Send later…'));
      expect(form.fields).toMatchObject({
        day: { value: 'Mon 23 Nov 2026' },
        time: { value: '09:00' },
        repeat: { value: ['never'] },
      });
      expect((await me.submit({ day: 'whenever' })).problems).toEqual({
        day: 'This is not a date. Please write it as Tue 1 Dec 2026 or 1/12/2026.',
      });
      expect((await me.submit({ day: 'today', time: '13:59' })).problems!.time).toContain('already passed');
      expect((await me.submit({ day: '19 Nov 2026', time: '25:00' })).problems!.time).toContain(
        'not a time of day',
      );
      expect((await me.submit({ time: '9am' })).problems!.day).toBe(
        'Thu 19 Nov 2026 has passed. Choose a later day.',
      );
      expect((await me.submit({ day: '22 Nov 2027' })).problems!.day).toContain('more than a year away');
      await me.submit({ day: '1 Dec', time: '9.30' });
      expect(await hasHeard(me, 'goes to Clinical Computing SIG on')).toContain(
        'on Tue 1 Dec 2026, 09:30 (Europe/London) and closes on Tue 8 Dec 2026, 17:00.',
      );
      await house.restart();
      await house.at('2026-12-01T09:00:00Z');
      expect(standing(house, 'Planned?').computing).toBe(0);
      await house.at('2026-12-01T09:30:01Z');
      await stands('Planned?', [1, 1, 0, 0]);
      expect(await chain('Planned?')).toMatchObject([
        { state: 'open', closesAt: new Date('2026-12-08T17:00:00Z') },
      ]);
    });

    it('goes out late, once, and lasts from then on, when the bot was away', async () => {
      const me = adaOnDiscord(house);
      await draft(me, 'ask when', { question: 'Late?', options });
      await me.opens(() => me.pressIn('Late?', 'Send later…'));
      await me.submit({ day: '2 Dec 2026', time: '09:00', repeat: ['weekly'] });
      await hasHeard(me, '“Late?” goes to');
      // Away over three openings. The fourth would be on the 23rd, while the late one is still open: until after Christmas.
      await house.away(() => house.set('2026-12-18T10:00:00Z'));
      await house.service.settled();
      await stands('Late?', [1, 1, 0, 0]);
      expect(await chain('Late?')).toMatchObject([
        { state: 'open', openedAt: expect.any(Date), closesAt: new Date('2026-12-29T17:00:00Z') },
        { state: 'planned', opensAt: new Date('2026-12-30T09:00:00Z') },
      ]);
      const [, next] = await chain('Late?');
      await house.db.poll.update({ where: { id: next!.id }, data: { state: 'dropped' } });
    });
  });

  describe('a pulse', () => {
    it('goes out again each quarter, the same, and each plans the next, once', async () => {
      const me = cleo(house);
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
      await house.db.pollOption.create({
        data: { pollId: first!.id, place: 3, text: 'Added', key: 'added', added: true },
      });
      await house.at('2027-03-18T09:00:00Z');
      await stands('The pulse?', [0, 0, 1, 1]);
      await house.at('2027-03-18T10:00:30Z');
      await stands('The pulse?', [0, 0, 2, 2]);
      await house.restart();
      await house.at('2027-06-18T09:00:30Z');
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
      const me = cleo(house);
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
      expect(await house.db.poll.count({ where: { state: 'draft' } })).toBe(1);
      await house.at('2027-06-19T09:10:00Z');
      expect(await house.db.poll.count({ where: { state: 'draft' } })).toBe(0);
      await cleo(house).pressIn('Another pulse?', 'Send now');
      await hasHeard(cleo(house), 'This draft has been deleted. Type /needs ask to begin again.');
    });
  });
});
