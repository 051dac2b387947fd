import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { until } from '../support/people.ts';
import { ada, adaOnDiscord, ben, cleo, draft, hasHeard, preview, standing } from './asking.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T14:00:00Z');
});
afterAll(() => lookout.close());

/** Waits until the question stands so often in each channel (lanes have their pace), and no oftener. */
async function stands(question: string, times: number[]) {
  await expect.poll(() => Object.values(standing(lookout, question))).toEqual(times);
  await lookout.service.settled();
  expect(Object.values(standing(lookout, question))).toEqual(times);
}

const sides = [
  ['Slack', ada],
  ['Discord', adaOnDiscord],
] as const;

// Its tests are one story: each goes on where the one before it ended.
describe('on one app, in this order', { shuffle: false }, () => {
  describe.each(sides)('a chair on %s', (side, enter) => {
    const question = `Which would help you most, on ${side}?`;

    it('is given a form with suggestions, previews, sets, and sends: it stands in each channel of the group once', async () => {
      const me = enter(lookout);
      const form = await me.opens(() => me.type('needs', 'ask'));
      expect(form.title).toBe('Ask a poll');
      expect(form.fields.question!.value).toBe('Which of these would help you most?');
      // Clinical Computing: digital 2, safety 1.5.
      expect(String(form.fields.options!.value).split('\n').slice(0, 2)).toEqual([
        'Artificial intelligence, software and algorithms',
        'Emerging longitudinal data and safety concerns',
      ]);
      expect(form.fields.groups).toMatchObject({
        value: ['clinical-computing'],
        options: { 'clinical-computing': 'Clinical Computing SIG' },
      });
      expect(form.fields.lasts!.value).toEqual(['7']);
      expect(form.fields.who!.value).toEqual(['anonymous']);

      await me.submit({ question, options: '- DICOM basics\n2. Cloud security\ndicom  basic\n\nAI QA' });
      const seen = await until(() => preview(me));
      expect(seen.text).toContain(question);
      expect(seen.text).toContain('Open until Fri 27 Nov 2026, 17:00');
      expect(seen.text).toContain('Asked by Ada Obi');
      const labels = Object.values(seen.buttons);
      for (const label of ['DICOM basics', 'Cloud security', 'AI QA', 'My answer', '➕ Add an option'])
        expect(labels).toContain(label);
      expect(labels).not.toContain('dicom basic');
      expect(standing(lookout, question).computing).toBe(0);

      // Its own controls lead nowhere, and everything can be set.
      expect(await me.hears(() => me.pressIn(question, 'Cloud security'))).toContain('This is a preview');
      const menu = (what: string) => Object.keys(seen.menus).find((id) => id.startsWith(`poll-${what}:`))!;
      await me.choose(seen.id, menu('most'), ['2']);
      await until(() => preview(me)!.text.includes('A person may choose: up to two'));
      expect(preview(me)!.text).toContain('Choose up to 2');
      await me.choose(seen.id, menu('shows'), ['always']);
      await until(() => preview(me)!.text.includes('Counts are shown: to everybody, always'));
      await me.pressIn(question, 'Do not let members add options');
      await until(() => preview(me)!.text.includes('Members may add options: no'));
      expect(Object.values(preview(me)!.buttons)).not.toContain('➕ Add an option');

      // The form opens again, filled in.
      const again = await me.opens(() => me.pressIn(question, 'Change…'));
      expect(again.fields).toMatchObject({
        question: { value: question },
        options: { value: 'DICOM basics\nCloud security\nAI QA' },
        lasts: { value: ['7'] },
      });
      await me.submit({ options: 'DICOM basics\nCloud security', lasts: ['3'], who: ['named'] });
      await until(() => preview(me)!.text.includes('Open until Mon 23 Nov 2026, 17:00'));
      expect(preview(me)!.text).toContain('With names');
      expect(preview(me)!.text).toContain('A person may choose: up to two');

      // Pressed twice at one moment, it is sent once.
      const send = Object.keys(preview(me)!.buttons).find((id) => id.startsWith('poll-send:'))!;
      const { id: whisper } = preview(me)!;
      await Promise.all([me.press(whisper, send), me.press(whisper, send)]);
      await hasHeard(me, `“${question}” goes to Clinical Computing SIG now.`);
      await hasHeard(me, 'This poll has already been sent or planned.');
      expect(preview(me)?.text ?? '').not.toContain(question);
      await stands(question, [1, 1, 0, 0]);
      const poll = await lookout.db.poll.findFirstOrThrow({
        where: { question },
        include: { options: { orderBy: { place: 'asc' }, include: { need: true } } },
      });
      expect(poll).toMatchObject({
        state: 'open',
        most: 2,
        shows: 'always',
        mayAdd: false,
        anonymous: false,
        salt: null,
        closesAt: new Date('2026-11-23T17:00:00Z'),
      });
      expect(poll.options.map(({ text, need }) => [text, need?.key])).toEqual([
        ['DICOM basics', 'dicom basic'],
        ['Cloud security', 'cloud security'],
      ]);
    });

    it('hears at the field what has to be mended, in sentences', async () => {
      const me = enter(lookout);
      await me.opens(() => me.type('needs', 'ask when'));
      expect(me.form()!.fields.options!.value).toContain('Lunchtime webinar, 30 minutes');
      const { problems } = await me.submit({ question: '\u200b \u202e', options: 'one\n ONE \n' });
      expect(problems).toEqual({
        question: 'Write a question, such as: Which of these would help you most?',
        options: 'A poll needs at least 2 different options, one per line. Please add one.',
      });
      await me.mend();
      const many = Array.from({ length: 12 }, (_, at) => `Option ${at}`).join('\n');
      expect((await me.submit({ question: 'When?', options: many })).problems).toEqual({
        options: 'There are 12 options. Please remove 2: a poll can have 10.',
      });
      await me.mend();
      expect((await me.submit({ options: `short\n${'x'.repeat(80)}` })).problems!.options).toMatch(
        /is 80 characters long\. Please shorten it to 75\.$/,
      );
      await me.mend();
      await me.submit({ options: 'Noon\nFive' });
      await until(() => preview(me)?.text.includes('When?'));
      await me.pressIn('When?', 'Discard');
      await hasHeard(me, '“When?” was not sent');
      expect(await lookout.db.poll.count({ where: { question: 'When?' } })).toBe(0);
    });
  });

  describe('the office', () => {
    it('asks all groups at once, anonymously: with a salt, and what has no channel is skipped', async () => {
      const me = cleo(lookout);
      const form = await me.opens(() => me.type('needs', 'ask'));
      expect(Object.keys(form.fields.groups!.options!)).toEqual([
        'all',
        'clinical-computing',
        'sustainability',
        'nuclear-medicine',
      ]);
      // The channel's own group is chosen, and its topic suggested.
      expect(form.fields.groups!.value).toEqual(['sustainability']);
      expect(form.fields.options!.value).toContain('Decarbonising healthcare science');
      await me.submit({ question: 'All of you?', groups: ['all'], options: 'Yes\nNo' });
      await until(() => preview(me)?.text.includes('All of you?'));
      await me.pressIn('All of you?', 'Send now');
      await hasHeard(me, '“All of you?” goes to');
      await stands('All of you?', [1, 1, 1, 1]);
      const poll = await lookout.db.poll.findFirstOrThrow({ where: { question: 'All of you?' } });
      expect(poll.salt).toHaveLength(32);
      expect(poll.secretMark).toHaveLength(12);
      expect(poll.zone).toBe('Europe/London');
      const rows = await lookout.db.delivery.findMany({ where: { key: { startsWith: `poll/${poll.id}/` } } });
      expect(rows.map(({ expiresAt }) => expiresAt)).toEqual(rows.map(() => poll.closesAt));
    });

    it('asks how confident people are in a subject, which becomes a need, once', async () => {
      const me = cleo(lookout);
      const form = await me.opens(() => me.type('needs', 'ask level  MR safety'));
      expect(form.fields.question!.value).toBe('How confident are you in MR safety?');
      expect(String(form.fields.options!.value).split('\n')).toHaveLength(5);
      await me.submit({});
      const seen = await until(() => preview(me));
      expect(Object.keys(seen.menus).some((id) => id.startsWith('poll-most:'))).toBe(false);
      const need = await lookout.db.need.findUniqueOrThrow({ where: { key: 'mr safety' } });
      expect(await lookout.db.poll.count({ where: { needId: need.id } })).toBe(1);
      await me.pressIn('How confident', 'Discard');
      await hasHeard(me, '“How confident are you in MR safety?” was not sent');
      expect(await lookout.db.need.count({ where: { key: 'mr safety' } })).toBe(0);
      await expect(me.opens(() => me.type('needs', 'ask level'))).rejects.toThrow(
        '/needs ask level MR safety',
      );
      await expect(me.opens(() => me.type('needs', 'ask nonsense'))).rejects.toThrow(
        'What do you want to ask?',
      );
    });

    it('sends a hostile question and hostile options inert', async () => {
      const me = cleo(lookout);
      const question = '<!channel> @everyone *bold* [x](https://evil.test) `code`';
      await draft(
        me,
        'ask',
        {
          question,
          options: '@here <@U0ADA00001>\n**b** ||s||\n\u202eevil',
          groups: ['all'],
        },
        'evil.test',
      );
      await me.pressIn('evil.test', 'Send now');
      await stands('evil.test', [1, 1, 1, 1]);
      const [post] = ada(lookout)
        .posts()
        .filter(({ text }) => text.includes('evil.test'));
      expect(post!.text).toContain(question);
      expect(Object.values(post!.buttons)).toEqual(
        expect.arrayContaining(['@here <@U0ADA00001>', '**b** ||s||', 'evil']),
      );
    });
  });

  describe('a member', () => {
    it('is told kindly who asks', async () => {
      await expect(ben(lookout).opens(() => ben(lookout).type('needs', 'ask'))).rejects.toThrow(
        'Only the office and the chairs of groups can ask a poll.',
      );
      expect(await lookout.db.poll.count({ where: { state: 'draft' } })).toBe(0);
    });
  });
});
