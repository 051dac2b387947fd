import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Seen, type Somebody, until } from '../support/people.ts';
import { communityWith } from './community.ts';
import { seedTheme } from './raising.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', {}, { community: communityWith(['slack', 'discord']) });
});
afterAll(() => lookout?.close());

const steric = { slack: 'C0STERIC001', discord: '1100000000000000009' };
const cat = { slack: 'U0CAT00001', discord: '1200000000000000005' };
const carl = { slack: 'U0CARL0001', discord: '1200000000000000006' };

const enter = (platform: 'slack' | 'discord', user: string, channel: string) =>
  (platform === 'slack' ? onSlack : onDiscord)(lookout.sandboxes, user, channel);

/** The message of a channel that holds these words. Channels take one a second: lets that pass, without waiting for it. */
function stands(who: Pick<Somebody, 'posts'>, ...words: string[]): Promise<Seen> {
  lookout.set(new Date(lookout.now().getTime() + 2_000).toISOString());
  // Discord is kept from pinging by a character that nobody sees.
  const read = (text: string) => text.replaceAll('\u200b', '');
  return until(() => who.posts().find(({ text }) => words.every((one) => read(text).includes(one))));
}

// Its tests are one story: each goes on where the one before it ended.
describe('on one app, in this order', { shuffle: false }, () => {
  describe('two council members at once', () => {
    it('are not both served: the second is told what the first has done, and keeps what they typed', async () => {
      const [one, two] = [
        enter('discord', cat.discord, steric.discord),
        enter('discord', carl.discord, steric.discord),
      ];
      const { id, number } = await seedTheme(lookout, { group: 'sustainability', title: 'Of two minds' });
      await lookout.service.settled();
      const card = await stands(one, 'Of two minds');
      await one.opens(() => one.press(card.id, `theme-decide:${id}`));
      await two.opens(() => two.press(card.id, `theme-decide:${id}`));
      await one.send({ outcome: ['parked'], day: '2027-01-08', words: 'After the holidays.' });
      const parked = await stands(one, 'Of two minds', 'Parked, to be reviewed on Fri 8 Jan 2027.');
      const late = await two.submit({ outcome: ['declined'], words: 'Not ours.' });
      expect(late.problems?.words).toContain(
        `THEME-${number} has changed in the meantime: Cat Fraser parked it`,
      );
      const again = Object.keys(parked.buttons).find((button) => parked.buttons[button] === 'Reopen');
      expect(await two.hears(() => two.press(card.id, again!))).toContain('You have taken over');
      const taken = await stands(one, 'Of two minds', 'Carl Voss has it.');
      const over = Object.keys(taken.buttons).find((button) => taken.buttons[button] === 'Take over');
      expect(await one.hears(() => one.press(card.id, over!))).toContain(
        `You have taken over THEME-${number} from Carl Voss.`,
      );
      const acts = await lookout.db.themeChange.findMany({ where: { themeId: id }, orderBy: { id: 'asc' } });
      expect(acts.map(({ act, by }) => `${act} ${by}`)).toEqual([
        'raise Dana Wren',
        'park Cat Fraser',
        'take Carl Voss',
        'take Cat Fraser',
      ]);
    });

    it('do not both take it: who comes second is told who has it', async () => {
      const [one, two] = [cat, carl].map(({ discord }) => enter('discord', discord, steric.discord));
      const { id } = await seedTheme(lookout, { group: 'sustainability', title: 'Wanted by both' });
      const card = await stands(one!, 'Wanted by both');
      const said = await Promise.all(
        [one!, two!].map((who) => who.hears(() => who.press(card.id, `theme-take:${id}`))),
      );
      expect(said.sort()).toEqual([
        expect.stringMatching(/^(Cat Fraser|Carl Voss) already has THEME-\d+\. Nothing was changed\./),
        expect.stringContaining('is yours. Being looked at'),
      ]);
      expect(await lookout.db.themeChange.count({ where: { themeId: id, act: 'take' } })).toBe(1);
    });
  });

  describe('whatever people write', () => {
    it('stands on both platforms as they wrote it, and pings nobody', async () => {
      const bad = '<!channel> @everyone *<https://evil.test|here>* [x](https://evil.test) `';
      const fill = (most: number) => `${bad}${'*'.repeat(most)}`.slice(0, most);
      const { id } = await seedTheme(lookout, {
        group: 'clinical-computing',
        title: fill(120),
        words: fill(2000),
      });
      const council = enter('slack', cat.slack, steric.slack);
      const there = enter('discord', cat.discord, steric.discord);
      const group = enter('discord', '1200000000000000004', '1100000000000000001');
      const also = enter('slack', 'U0BEN00001', 'C0COMPUTING');
      const card = await stands(council, '<!channel> @everyone');
      await council.opens(() => council.press(card.id, `theme-ask:${id}`));
      expect(await council.hears(() => council.send({ question: fill(1000) }))).toContain('saved');
      const question = await stands(group, 'has a question', bad.slice(0, 40));
      await stands(also, 'has a question', bad.slice(0, 40));
      await group.opens(() => group.press(question.id, Object.keys(question.buttons)[0]!));
      expect(await group.hears(() => group.send({ answer: fill(2000) }))).toContain('with your name');
      await stands(council, 'Eve Lund for Clinical Computing SIG', bad.slice(0, 40));
      await stands(there, 'Eve Lund for Clinical Computing SIG', bad.slice(0, 40));
      await council.opens(() => council.press(card.id, `theme-decide:${id}`));
      const decided = { outcome: ['decided'], action: ['other'], who: fill(200), words: fill(1500) };
      expect(await council.hears(() => council.send(decided))).toContain('saved');
      for (const who of [group, also]) await stands(who, 'has decided on', bad.slice(0, 40));
      await stands(there, 'Decided, to be reported on', bad.slice(0, 40));
      expect(await lookout.db.delivery.count({ where: { state: 'failed' } })).toBe(0);
      // All of it is in the history, on as many pages as it takes.
      await council.hears(() => council.press(card.id, `theme-history:${id}`));
      const pages: string[] = [];
      for (let on: string | undefined = 'first'; on !== undefined; ) {
        const page = await until(() => {
          const last = council.whispered().at(-1)!;
          return last.text !== pages.at(-1) && last;
        });
        pages.push(page.text);
        on = Object.keys(page.buttons).find((one) => page.buttons[one]!.startsWith('More'));
        if (on) await council.press(page.id, on);
      }
      expect(pages.join('').split('*').length).toBeGreaterThan(900 + 1900 + 100 + 1400);
      await until(async () => (await lookout.db.delivery.count({ where: { open: true } })) === 0);
    });
  });

  describe('a card', () => {
    it('says on each working day how long its theme has waited, and that it is overdue', async () => {
      const council = enter('discord', cat.discord, steric.discord);
      const { id } = await seedTheme(lookout, { group: 'sustainability', title: 'Left lying' });
      // A Saturday.
      await lookout.at('2026-11-28T10:00:00Z');
      expect(await lookout.db.theme.findUnique({ where: { id } })).toMatchObject({ drawnDay: '2026-11-23' });
      await lookout.at('2026-12-02T08:00:00Z');
      const card = await stands(council, 'Left lying', 'It has been waiting for 7 working days.');
      expect(card.text).toContain(
        'Overdue. Raised: it was to be acknowledged by Mon 30 Nov 2026, 2 working days ago.',
      );
    });
  });
});
