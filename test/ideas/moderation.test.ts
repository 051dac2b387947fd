import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStopped } from '../../src/ideas/asking/stop.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { directlyWith } from './direct.ts';
import { account, giveIdea } from './rows.ts';

const secret = 'a secret for ideas that nobody shall know';
const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };
const ben = 'U0BEN00001';
const cleo = '1200000000000000002';
const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };
const text = 'Words that nobody should have to read';

let lookout: RunningApp;
let chair: Somebody;
let office: Somebody;
let member: Somebody;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', { LOOKOUT_SECRET: secret });
  chair = onSlack(lookout.sandboxes, ada.slack, computing.slack);
  office = onDiscord(lookout.sandboxes, cleo, computing.discord);
  member = onSlack(lookout.sandboxes, ben, computing.slack);
});
afterAll(() => lookout?.close());

/** Sends an idea in, by the form, anonymously. @returns what is said to that */
async function sendIn(who: Somebody, title: string): Promise<string> {
  await who.opens(() => who.type('idea', 'new'));
  const { said, problems } = await who.submit({ title, text, signed: ['anonymous'] });
  return said ?? Object.values(problems ?? {}).join();
}

async function numberOf(title: string): Promise<number> {
  return until(async () => (await lookout.db.idea.findFirst({ where: { title } }))?.number ?? undefined);
}

// Its tests are one story: each goes on where the one before it ended.
describe('on one app, in this order', { shuffle: false }, () => {
  describe('an idea that a chair hides', () => {
    it('says no more than that wherever it stands, its sender is told, and it can be shown again', async () => {
      await sendIn(member, 'Something rude');
      const number = await numberOf('Something rude');
      const copies = () =>
        [...chair.posts(), ...office.posts()].filter((post) => post.text.includes(`IDEA-${number}`));
      await until(() => copies().length === 2 && copies().every((copy) => copy.text.includes(text)));
      expect(await chair.command('idea', `hide ${number}`)).toContain(`IDEA-${number} is hidden`);
      await lookout.at('2026-11-23T09:00:10Z');
      await until(() => copies().every((copy) => copy.text === `IDEA-${number} was hidden by a chair.`));
      expect(copies()).toHaveLength(2);
      const direct = await directlyWith(lookout, 'slack', ben);
      const told = await until(() => direct.posts().find((post) => post.text.includes('was hidden')));
      expect(told.text).toContain('please ask Ada Obi (chair of Clinical Computing SIG) or the office');
      expect(told.text).toContain('Nobody has been told who you are');
      expect(await office.command('idea', `hide ${number}`)).toContain('is already hidden');
      const idea = await lookout.db.idea.findUniqueOrThrow({ where: { number }, include: { changes: true } });
      expect(idea.changes).toEqual([]);
      const noted = lookout.log.filter((line) => line.includes('an idea was hidden'));
      expect(noted).toHaveLength(1);
      expect(JSON.parse(noted[0]!)).toMatchObject({ idea: number, by: `slack/${ada.slack}` });

      expect(await office.command('idea', `show ${number}`)).toContain('is shown again');
      await lookout.at('2026-11-23T09:00:20Z');
      await until(() => copies().every((copy) => copy.text.includes(text)));
      await until(() => direct.posts().some((post) => post.text.includes('is shown again')));
      // As often as it happens.
      await chair.command('idea', `hide ${number}`);
      await until(() => direct.posts().filter((post) => post.text.includes('was hidden:')).length === 2);
    });
  });

  describe('a sender who is stopped', () => {
    it('sends nothing in until then, is told so, and is named to nobody', async () => {
      await sendIn(member, 'Too much');
      const number = await numberOf('Too much');
      const said = await office.command('idea', `stop IDEA-${number} 7`);
      expect(said).toContain(
        `The sender of IDEA-${number} cannot send in ideas until Mon 30 Nov 2026, 09:00`,
      );
      expect(said).not.toMatch(/Ben|U0BEN/);
      const direct = await directlyWith(lookout, 'slack', ben);
      const told = await until(() =>
        direct.posts().find(({ text }) => text.includes('you cannot send in ideas')),
      );
      expect(told.text).toContain('until Mon 30 Nov 2026, 09:00');
      expect(told.text).toContain('please ask Ada Obi');
      expect(await sendIn(member, 'And more')).toContain(
        'You cannot send in ideas until Mon 30 Nov 2026, 09:00',
      );
      expect(await sendIn(chair, 'From another')).toContain('Thank you');
      expect(JSON.stringify(await lookout.db.stop.findMany())).not.toContain(ben);
      for (const line of lookout.log.filter((line) => line.includes('is stopped')))
        expect(line).not.toContain(ben);

      expect(await chair.command('idea', `stop ${number} 0`)).toContain('is no longer stopped');
      await until(() => direct.posts().some(({ text }) => text.includes('you can send in ideas again')));
      expect(await lookout.db.stop.count()).toBe(0);
      expect(await sendIn(member, 'And more')).toContain('Thank you');
    });

    it('is stopped with every account, and nothing shows how many there are', async () => {
      const { number } = await giveIdea(lookout.db, {
        title: 'Of two accounts',
        sender: account(`slack/${ada.slack}`),
        secret,
      });
      const other = await giveIdea(lookout.db, {
        title: 'Of one account',
        sender: account(`slack/${ben}`),
        secret,
      });
      await chair.command('idea', `stop ${number} 2`);
      const mine = await lookout.db.stop.count();
      await chair.command('idea', `stop ${other.number} 2`);
      expect(await lookout.db.stop.count()).toBe(2 * mine);
      const stopped = (platform: string, user: string, hours = 1) =>
        isStopped(
          lookout.db,
          secret,
          [{ platform, user }],
          new Date(lookout.now().getTime() + hours * 3_600_000),
        );
      expect(await stopped('slack', ada.slack)).toEqual(await stopped('discord', ada.discord));
      expect(await stopped('slack', ada.slack)).not.toBeNull();
      expect(await stopped('slack', ben)).not.toBeNull();
      expect(await stopped('discord', cleo)).toBeNull();
      expect(await stopped('slack', ada.slack, 49)).toBeNull();
      expect(
        await isStopped(lookout.db, 'another', [{ platform: 'slack', user: ben }], lookout.now()),
      ).toBeNull();
    });

    it('stays so when a stop that another of their ideas led to is lifted: else it would show that both are theirs', async () => {
      const sender = account('slack/U0STRANGER');
      const [one, two] = [
        await giveIdea(lookout.db, { title: 'One', sender, secret }),
        await giveIdea(lookout.db, { title: 'Two', sender, secret }),
      ];
      const accounts = [{ platform: 'slack', user: sender.id }];
      await chair.command('idea', `stop ${one.number} 30`);
      const rows = await lookout.db.stop.count();
      expect(await chair.command('idea', `stop ${two.number} 0`)).toContain('is no longer stopped');
      expect(await lookout.db.stop.count()).toBe(rows);
      expect(await isStopped(lookout.db, secret, accounts, lookout.now())).not.toBeNull();
      // The same idea again: what was said last holds.
      await office.command('idea', `stop ${one.number} 1 day`);
      expect(await lookout.db.stop.count()).toBe(rows);
      const tomorrow = new Date(lookout.now().getTime() + 25 * 3_600_000);
      expect(await isStopped(lookout.db, secret, accounts, tomorrow)).toBeNull();
    });

    it('is stopped for a number of days that makes sense, and what is over is not kept', async () => {
      for (const words of ['stop', 'stop 1', 'stop 1 -3', 'stop one 3'])
        expect(await chair.command('idea', words)).toContain('such as /idea stop 42 30');
      expect(await chair.command('idea', 'stop 1 91')).toContain('1 to 90 days');
      await lookout.at('2027-03-01T09:00:00Z');
      await chair.command('idea', 'stop 1 3');
      expect(await lookout.db.stop.count({ where: { until: { lt: lookout.now() } } })).toBe(0);
      expect(await lookout.db.stop.count()).toBeGreaterThan(0);
    });
  });

  describe('an idea that was sealed with a secret that is lost', () => {
    it('is hidden all the same; its sender is neither asked nor stopped, and whoever tries is told why', async () => {
      const { number } = await giveIdea(lookout.db, {
        title: 'Sealed before',
        secret: 'the secret that was lost',
      });
      expect(await chair.hears(() => chair.type('idea', `ask ${number}`))).toContain('cannot be reached');
      expect(await chair.command('idea', `stop ${number} 3`)).toContain('cannot be stopped');
      const hidden = await chair.command('idea', `hide ${number}`);
      expect(hidden).toContain(`IDEA-${number} is hidden`);
      expect(hidden).not.toContain('will be told');
    });
  });
});
