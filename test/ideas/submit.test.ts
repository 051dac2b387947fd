import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onSlack, type Somebody, until } from '../support/people.ts';
import { ada, adaThere, ben, cleo, onMessage, reachable, send } from './forms.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T06:00:00Z');
  lookout.publish('journal.test/rss', article('A DICOM gateway', '2026-11-20T06:41:00Z'));
  await lookout.at('2026-11-20T07:30:00Z');
  await lookout.at('2026-11-20T08:00:00Z');
});
afterAll(() => lookout?.close());

const ideaOf = (title: string) =>
  lookout.db.idea.findFirstOrThrow({ where: { title }, include: { group: true } });
const posts = (who: Somebody, words: string) => who.posts().filter(({ text }) => text.includes(words));

/** Until the end of the test the clock stands still, so that an answer waits for as long as its number takes; all channels may be posted to. */
async function rested(): Promise<void> {
  onTestFinished(() => lookout.set(lookout.now().toISOString()));
  for (let times = 0; times < 3; times += 1)
    await lookout.stand(new Date(lookout.now().getTime() + 2_000).toISOString());
}

const sides = [
  ['slack', ben],
  ['discord', cleo],
] as const;

for (const [platform, enter] of sides)
  describe(`on ${platform}`, { shuffle: false }, () => {
    it('opens by the command, empty or with words', async () => {
      const me = enter(lookout);
      const empty = await me.opens(() => me.type('idea', ''));
      expect(Object.keys(empty.fields)).toEqual(['kind', 'title', 'text', 'topic', 'signed']);
      expect(empty.fields).toMatchObject({
        kind: { value: ['idea'] },
        title: { value: '', hint: 'It goes to Clinical Computing SIG.' },
        topic: { value: ['guess'] },
        signed: { value: ['signed'] },
      });
      expect(Object.keys(empty.fields.topic!.options!)).toHaveLength(7);
      const filled = await me.opens(() => me.type('idea', `new A shared  QA library`));
      expect(filled.fields.title!.value).toBe('A shared QA library');
      const long = 'very '.repeat(100);
      const both = await me.opens(() => me.type('idea', `new ${long}`));
      expect(both.fields.title!.value).toMatch(/^very very .*…$/);
      expect(both.fields.text!.value).toBe(long.trim());
    });

    it('is stored, gets its number, and stands in each channel of the group; the sender hears it all at once', async () => {
      const me = enter(lookout);
      await rested();
      const title = `Share deep learning models, on ${platform}`;
      const said = await send(me, { title, text: 'We all write\r\n\r\n\r\n\r\nthe same <!channel> ones.' });
      const idea = await ideaOf(title);
      expect(said).toContain(`Your idea is IDEA-${idea.number} and is here.`);
      expect(said).toContain(`/idea edit ${idea.number}`);
      expect(idea).toMatchObject({
        text: 'We all write\n\nthe same <!channel> ones.',
        kind: 'idea',
        state: 'received',
        topic: 'digital',
        signed: true,
        author: platform === 'slack' ? 'Ben Marsh' : 'Cleo Tan',
        group: { slug: 'clinical-computing' },
        // Ten working days from a Friday.
        quietUntil: new Date('2026-12-04T10:00:00Z'),
      });
      for (const who of [ada(lookout), adaThere(lookout)]) {
        const [post] = await until(() => posts(who, title).length > 0 && posts(who, title));
        expect(post!.text).toContain(`IDEA-${idea.number} · ${title}`);
        expect(post!.text).toContain('the same <!channel> ones.');
        expect(Object.keys(post!.buttons)).toContain(`support:${idea.id}`);
      }
      // They have heard the number, so no second word brings it.
      expect(await lookout.db.delivery.count({ where: { key: `idea/${idea.id}/word/number` } })).toBe(0);
    });

    it('keeps of an anonymous one nothing that leads to its sender', async () => {
      const me =
        platform === 'slack' ? onSlack(lookout.sandboxes, 'U0BEN00001', 'C0COMPUTING') : cleo(lookout);
      const before = await lookout.db.person.count();
      const title = `Nobody on ${platform} may know this`;
      const said = await send(me, { title, signed: ['anonymous'], topic: ['climate'], kind: ['problem'] });
      expect(said).toContain('Nobody sees who sent it in.');
      const idea = await ideaOf(title);
      expect(idea).toMatchObject({
        signed: false,
        personId: null,
        author: null,
        topic: 'climate',
        kind: 'problem',
      });
      const [post] = await until(() => posts(ada(lookout), title).length > 0 && posts(ada(lookout), title));
      expect(post!.text).toContain('Problem from a member who stays anonymous');
      expect(await lookout.db.person.count()).toBe(before);
      const user = platform === 'slack' ? 'U0BEN00001' : '1200000000000000002';
      const rows = JSON.stringify([
        await lookout.db.idea.findMany({ where: { id: idea.id } }),
        await lookout.db.delivery.findMany({ where: { key: { startsWith: `idea/${idea.id}/` } } }),
        await lookout.db.lane.findMany(),
        await lookout.db.act.findMany(),
      ]);
      expect(rows).not.toContain(user);
      expect(lookout.log.filter((line) => line.includes(user) && line.includes(title))).toEqual([]);
    });

    it('opens from a message, with its words', async () => {
      const me = enter(lookout);
      const [message] = posts(me, 'Share deep learning models');
      const form = await me.opens(() => onMessage(lookout, platform, message!.id));
      expect(String(form.fields.title!.value)).toContain('Share deep learning models');
      expect(String(form.fields.text!.value).length).toBeGreaterThan(0);
    });

    it('opens from a digest item, and keeps which it was', async () => {
      const me = enter(lookout);
      const [edition] = posts(me, 'A DICOM gateway');
      const button = Object.entries(edition!.buttons).find(([, label]) => label === '💡 Idea')![0];
      const form = await me.opens(() => me.press(edition!.id, button));
      expect(form.fields.title!.value).toBe('A DICOM gateway');
      expect(form.fields.text!.value).toContain('https://news.test/a-dicom-gateway');
      const title = `Try that gateway, ${platform}`;
      await me.submit({ title });
      const { entryId } = await ideaOf(title);
      expect(`idea:entry/${entryId}`).toBe(button);
    });

    it('says at the field what has to be mended', async () => {
      const me = enter(lookout);
      await me.opens(() => me.type('idea', ''));
      const { problems } = await me.submit({ title: ' \u200b ', text: '\u202e \n' });
      expect(problems).toEqual({
        title: 'Please say in a few words what it is about.',
        text: 'Please write what you have in mind, and why.',
      });
      const again = await me.mend();
      // The platform itself takes no more than the form says; what it let through would be refused at its field (send.test.ts).
      await expect(me.send({ title: 'Pasted', text: 'x'.repeat(100_000) })).rejects.toThrow();
      expect(await lookout.db.idea.count({ where: { title: 'Pasted' } })).toBe(0);
      expect(again.fields.kind!.value).toEqual(['idea']);
    });

    it('loses nothing typed while the database is away', async () => {
      const me = enter(lookout);
      const title = `Kept through the night, ${platform}`;
      const server = inject('postgres').url;
      await me.opens(() => me.type('idea', ''));
      await reachable(server, lookout.databaseUrl, false);
      try {
        const { problems } = await me.submit({ title, text: 'Every word of it.', signed: ['anonymous'] });
        expect(Object.values(problems!)).toEqual([expect.stringContaining('Your form could not be saved')]);
      } finally {
        await reachable(server, lookout.databaseUrl, true);
      }
      const form = await me.mend();
      expect(form.fields).toMatchObject({
        title: { value: title },
        text: { value: 'Every word of it.' },
        signed: { value: ['anonymous'] },
      });
      await until(() => lookout.db.$queryRaw`SELECT 1`.then(() => true).catch(() => false));
      const { said } = await until(async () => {
        const outcome = await me.submit({});
        if (outcome.problems) await me.mend();
        return outcome.said !== undefined && outcome;
      });
      expect(said).toContain('Thank you. Your idea is');
      expect(await lookout.db.idea.count({ where: { title } })).toBe(1);
    });
  });

it('goes nowhere from a channel of no group', async () => {
  await lookout.db.channel.deleteMany({ where: { channel: 'C0NUCLEAR01' } });
  const me = onSlack(lookout.sandboxes, 'U0BEN00001', 'C0NUCLEAR01');
  await expect(me.opens(() => me.type('idea', ''))).rejects.toThrow('This channel belongs to no group.');
});
