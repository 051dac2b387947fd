import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import type { Command, Press } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { listIdeas, turnList } from '../../src/ideas/finding/list.ts';
import { myIdeas } from '../../src/ideas/finding/mine.ts';
import { searchIdeas, turnSearch } from '../../src/ideas/finding/search.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { account, type GivenIdea, giveIdea } from './rows.ts';

const secret = 'a secret for ideas that nobody shall know';
let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T07:00:00Z', { LOOKOUT_SECRET: secret });
});
afterAll(async () => {
  await lookout?.close();
});

const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };
const adaOnSlack = () => onSlack(lookout.sandboxes, ada.slack, 'C0COMPUTING');
const adaOnDiscord = () => onDiscord(lookout.sandboxes, ada.discord, '1100000000000000001');
const benOnSlack = () => onSlack(lookout.sandboxes, 'U0BEN00001', 'C0COMPUTING');
const give = (given: GivenIdea) => giveIdea(lookout.db, { secret, ...given });
const people = (...ids: string[]) => ids.map((id) => account(`slack/${id}`));

/** Without what keeps a word from being a mention or a link. */
const literal = (text: string) => text.replaceAll('\u200b', '');
/** The numbers of the ideas in an answer, in their order. */
const numbers = (text: string) => [...text.matchAll(/^IDEA-(\d+) ·/gm)].map((found) => Number(found[1]));

const who = { act: 'x', person: { platform: 'slack', id: 'U1', name: 'U1' } };
const command = (words: string, channel: string | null): Command => ({
  ...who,
  kind: 'command',
  name: 'idea',
  words,
  channel,
});
const press = (id: string): Press => ({
  ...who,
  kind: 'press',
  id,
  channel: 'C0COMPUTING',
  post: { platform: 'slack', channel: 'C0COMPUTING', id: '1', url: 'https://chat.test/1' },
});
const blocksOf = (reply: Reply) => ('message' in reply ? reply.message.blocks : []);

// In this order, on one app.
describe('finding ideas', { shuffle: false }, () => {
  it('says what to do while there are none', async () => {
    for (const somebody of [adaOnSlack(), adaOnDiscord()]) {
      expect(await somebody.command('idea', 'list')).toBe(
        'Clinical Computing SIG has no ideas yet. To send in the first, type /idea',
      );
      expect(await somebody.command('idea', 'mine')).toMatch(
        /^You have not sent in, supported or followed any idea yet/,
      );
      expect(literal(await somebody.command('idea', 'search linac'))).toMatch(
        /^No idea has the words “linac”/,
      );
      expect(await somebody.command('idea', 'search')).toMatch(/^What should I look for\?/);
    }
  });

  it("lists the group's ideas: open ones first, by support, what was merged counted with them", async () => {
    await give({ title: 'Plain one', author: 'Zoe Secretive' });
    const best = await give({ title: 'Best supported', supporters: people('S1', 'S2'), state: 'planned' });
    await give({ title: 'Done already', state: 'done', supporters: people('S1', 'S2', 'S3', 'S4') });
    const between = await give({ title: 'Went in', mergedId: best.id, supporters: people('S2', 'S3') });
    await give({ title: 'Went in there', mergedId: between.id, supporters: people('S4') });
    await give({ title: 'Vile words', hidden: true });
    await give({ title: 'Of another group', group: 'sustainability' });
    const url = 'https://chat.test/p8';
    await give({
      title: 'Newest',
      posts: [
        { platform: 'discord', channel: '1100000000000000001', url: 'https://chat.test/elsewhere' },
        { platform: 'slack', channel: 'C0COMPUTING', url },
      ],
    });
    for (const somebody of [benOnSlack(), adaOnDiscord()]) {
      const list = literal(await somebody.command('idea', 'list'));
      expect(numbers(list)).toEqual([2, 8, 1, 3]);
      expect(list).toContain('Planned · Idea · 4 people support it');
      expect(list).not.toMatch(/Vile|Secretive|Went in/);
    }
    const here = await listIdeas(lookout, command('list', 'C0COMPUTING'));
    expect(JSON.stringify(blocksOf(here))).toContain(`"link":"${url}"`);
    const everywhere = blocksOf(await listIdeas(lookout, command('list', null)));
    expect(JSON.stringify(everywhere)).toContain('Environmental Sustainability CoI');
  });

  it('shows me mine: signed, anonymous, from my other platform, supported and followed; and nobody else', async () => {
    const me = account(`discord/${ada.discord}`);
    await give({ title: 'Anonymous from Discord', sender: me });
    await give({ title: 'Signed by Ada', sender: account(`slack/${ada.slack}`), author: 'Ada Obi' });
    await give({ title: 'Mine and hidden', sender: me, hidden: true });
    const wanted = await give({ title: 'What I want', supporters: [me], followers: [me] });
    await give({ title: 'I want it too', mergedId: wanted.id, followers: [me] });
    await give({ title: 'Hidden, supported', supporters: [me], hidden: true });
    for (const somebody of [adaOnSlack(), adaOnDiscord()]) {
      const mine = literal(await somebody.command('idea', 'mine'));
      expect(numbers(mine)).toEqual([11, 10, 9, 12]);
      expect(mine).toMatch(/Anonymous from Discord\n.*yours, anonymous/);
      expect(mine).toMatch(/Signed by Ada\n.*yours(\n|$)/);
      expect(mine).toMatch(/Mine and hidden\n.*Hidden by a chair/);
      expect(mine).toMatch(/What I want\n.*you support it · you follow it/);
    }
    expect(await benOnSlack().command('idea', 'mine')).toMatch(
      /^You have not sent in, supported or followed any idea yet/,
    );
    const before = await lookout.db.account.count();
    await myIdeas({ db: lookout.db, secret }, command('mine', null));
    expect(await lookout.db.account.count()).toBe(before);
  });

  it('searches by words, their forms, a slip of the finger, and number; hidden ones and senders never', async () => {
    const linac = await give({
      title: 'Shorter linac checks',
      text: 'The morning takes too long.',
      author: 'Zoe Secretive',
    });
    const search = async (words: string) =>
      numbers(literal(await benOnSlack().command('idea', `search ${words}`)));
    expect(await search('checking mornings')).toEqual([linac.number]);
    expect(await search('linca cheks')).toEqual([linac.number]);
    expect(await search(`IDEA-${linac.number}`)).toEqual([linac.number]);
    expect(await search('linac unheard')).toEqual([linac.number]);
    expect(await search('vile words')).toEqual([]);
    expect(await search('Secretive')).toEqual([]);
    expect(await search('Went')).toEqual([5, 4]);
    for (const words of [
      "' | !&<->:*\\ ()",
      '*bold* <!channel> @everyone',
      '%',
      '😀'.repeat(90),
      '日本語'.repeat(50),
    ])
      expect(await search(words)).toEqual([]);
  });

  it('turns pages in place, with the words that were looked for', async () => {
    for (let at = 1; at <= 14; at++)
      await give({ title: `Robot ${at}`, group: 'nuclear-medicine', sender: account(`slack/${ada.slack}`) });
    for (const [somebody, words, all] of [
      [onSlack(lookout.sandboxes, ada.slack, 'C0NUCLEAR01'), 'list', 14],
      [onSlack(lookout.sandboxes, ada.slack, 'C0NUCLEAR01'), 'search robots', 14],
      [adaOnDiscord(), 'search robots', 14],
      [adaOnDiscord(), 'mine', 18],
    ] as const) {
      const seen = new Set(numbers(literal(await somebody.command('idea', words))));
      const whisper = somebody.whispered().at(-1)!.id;
      const pages = Math.ceil(all / 6);
      for (let page = 2; page <= pages; page++) {
        await somebody.pressIn(`Page ${page - 1} of ${pages}`, 'More →');
        const text = await until(() => {
          const now = somebody.whispered().find(({ id }) => id === whisper)!.text;
          return now.includes(`Page ${page} of ${pages}`) && literal(now);
        });
        for (const number of numbers(text)) seen.add(number);
      }
      expect(seen.size).toBe(all);
      const last = somebody.whispered().find(({ id }) => id === whisper)!;
      expect(Object.values(last.buttons)).toEqual(['← Back']);
    }
  });

  it('stays within every limit, whatever ideas are called, and takes forged buttons calmly', async () => {
    const url = `https://chat.test/${'a'.repeat(120)}`;
    for (const [at, sign] of ['*', '日', '😀', '_', '<', '\\', '('].entries())
      await give({
        title: `${sign.repeat(110)} wxyz`,
        posts: [{ platform: 'slack', channel: `C${at}`, url }],
        state: 'received',
        supporters: people('S1', 'S2', 'S3', 'S4', 'S5', 'S6'),
      });
    for (const reply of [
      await listIdeas(lookout, command('list', null)),
      await searchIdeas(lookout, command('search wxyz', null)),
      await searchIdeas(lookout, command(`search ${'*'.repeat(300)} wxyz`, null)),
      await turnList(lookout, press('idea-list:all/99999')),
    ])
      expect(blocksOf(reply).length > 0 && fits(blocksOf(reply))).toBe(true);
    for (const id of ['idea-list:x/1', 'idea-list:all', 'idea-list:999999/0'])
      await expect(turnList(lookout, press(id))).rejects.toThrow(/button|has been deleted/);
    await expect(turnSearch(lookout, press('idea-search:1/'))).rejects.toThrow(/button/);
  });
});
