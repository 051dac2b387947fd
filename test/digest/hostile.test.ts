import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Component, flatten } from '../../sandbox/discord/component.ts';
import { marksIn, visibleText as readDiscord } from '../../sandbox/discord/text/markdown.ts';
import { mentions as discordMentions } from '../../sandbox/discord/text/mentions.ts';
import type { StoredMessage } from '../../sandbox/discord/world.ts';
import { links, read, mentions as slackMentions, visibleText } from '../../sandbox/slack/visible.ts';
import type { Message } from '../../sandbox/slack/workspace.ts';
import { shorten } from '../../src/chat/text.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';

const long = 'A very long title of a DICOM paper '.repeat(300).slice(0, 10_000);

/** Titles as strangers may write them. Each stands in a summary too. */
const titles = [
  '@everyone look at @here and <!channel>, <!here>, <!subteam^S1>',
  'Ask <@U0ADA00001> or <@1200000000000000001> or <@&1300000000000000001>',
  'In <#C0COMPUTING|general> and <#1100000000000000001> </horizon:1> <id:home>',
  '**bold** *slanted* __under__ ~~struck~~ ||hidden|| `code` _so_ ~so~',
  '[press here](https://evil.test/a) and <https://evil.test/b|here> and <https://evil.test/c>',
  'Bare https://evil.test/d and www.evil.test and evil.test and discord.gg/evil and a@evil.test',
  '# Heading of a stranger',
  '-# small > quote - list 1. list',
  '> quoted by a stranger',
  ':smile: :+1: <:party:1> <a:party:1> <t:1700000000:R> <!date^1392734382^{date}|soon>',
  '<script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; &amp;amp;',
  'The \u202egnorw\u202c way \u2066round\u2069 \u200b\u200b',
  'Nothing\u0000 and a half \ud800 of \udc00 a pair',
  '```\nblock\n```',
  `Robert'); DROP TABLE item;-- $\{7*7} {{7*7}} %s \\`,
  long,
  '',
  '   ',
];

/** What a reader could otherwise follow, call, or be called by. */
const strange = [
  { link: 'javascript:alert(1)', title: 'A link that runs something' },
  { link: '', title: 'No link at all' },
  { link: `https://news.test/${'long/'.repeat(600)}`, title: 'An address of three thousand characters' },
  { link: 'https://news.test/a)b](c)<d>|e "f" *g*', title: 'An address with marks' },
  { link: 'https://news.test/@everyone/<!channel>', title: 'An address that calls' },
];

const community = `
groups:
  - slug: hostile
    name: "Group of @everyone *and* <!channel>"
    kind: sig
    keywords: [DICOM]
    channels: { slack: [C0COMPUTING], discord: ["1100000000000000001"] }
    digest: { time: "08:00", days: [mon, tue, wed, thu, fri], size: 15 }
people:
  - { slug: ada, name: Ada Obi, accounts: { slack: U0ADA00001, discord: "1200000000000000001" } }
sources:
  - address: https://hostile.test/json
    name: "Source of @here **and** <@U0ADA00001>"
    kind: journal
    attribution: "With thanks to @everyone, <!here> and [us](https://evil.test/e)"
`;

const path = 'hostile.test/json';

describe('what strangers write in their feeds', { shuffle: false }, () => {
  let lookout: RunningApp;
  const slack = () => onSlack(lookout.sandboxes, 'U0ADA00001', 'C0COMPUTING');
  const discord = () => onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000001');
  const both = () => [slack(), discord()];
  const seconds = async (count: number) => {
    for (let more = 0; more < count; more += 1)
      await lookout.at(new Date(lookout.now().getTime() + 1_100).toISOString());
  };
  const chosen = (day: string) =>
    lookout.db.entry.findMany({
      where: { rank: { not: null }, edition: { day } },
      orderBy: { rank: 'asc' },
      include: { item: true },
    });

  /** Whatever the bot has said on Slack: in channels, in threads, and to one person. */
  function slackMessages(): Message[] {
    const { channels, ephemerals } = lookout.sandboxes.slack.state;
    return [...[...channels.values()].flatMap((one) => one.messages), ...[...ephemerals.values()].flat()];
  }
  function discordMessages(): StoredMessage[] {
    const { channels, ephemeral } = lookout.sandboxes.discord.state;
    return [...[...channels.values()].flatMap((one) => one.messages), ...[...ephemeral.values()].flat()];
  }
  const contents = (components: readonly Component[]) =>
    flatten([...components]).flatMap(({ content }) => (content === undefined ? [] : [content]));

  beforeAll(async () => {
    const feeds = [{ path, title: 'Hostile', format: 'json' as const, articles: [] }];
    lookout = await openApp('2026-11-19T06:00:00Z', {}, { community, feeds });
    const all = [...titles.map((title, at) => ({ title, link: `https://news.test/${at}` })), ...strange];
    for (const [day, some] of [['19', all.slice(0, 12)] as const, ['20', all.slice(12)] as const]) {
      const published = new Date(`2026-11-${day}T06:10:00Z`);
      for (const { title, link } of some)
        lookout.publish(path, { title, link, summary: `DICOM: ${title}`.slice(0, 5_000), published });
      await lookout.at(`2026-11-${day}T07:30:00Z`);
      await lookout.at(`2026-11-${day}T08:00:00Z`);
      await seconds(6);
      for (const somebody of both()) {
        await somebody.command('horizon', 'today');
        for (const { rank } of await chosen(`2026-11-${day}`))
          await somebody.command('horizon', `why ${rank}`);
        for (const { id, buttons } of somebody.posts())
          for (const button of Object.keys(buttons))
            if (button.startsWith('discuss:')) await somebody.press(id, button);
      }
      await until(async () => {
        const expected = (await chosen('2026-11-19')).length + (await chosen('2026-11-20')).length;
        return (
          (await lookout.db.delivery.count({ where: { key: { startsWith: 'discuss/' } } })) === expected * 4
        );
      });
      for (
        let more = 0;
        more < 40 && (await lookout.db.delivery.count({ where: { open: true } })) > 0;
        more += 1
      )
        await seconds(1);
    }
  });
  afterAll(() => lookout?.close());

  it('has all been brought to people, in two editions', async () => {
    const entries = await lookout.db.entry.findMany({ where: { rank: { not: null } } });
    // What has neither a title nor anything else to it is told apart by its address.
    expect(entries).toHaveLength(titles.length + strange.length);
    expect(await lookout.db.delivery.findMany({ where: { NOT: { state: 'posted' } } })).toEqual([]);
    for (const somebody of both())
      expect(somebody.whispers().length).toBeGreaterThanOrEqual(2 + entries.length);
  });

  it('was refused by no platform, for no limit', () => {
    expect(lookout.sandboxes.slack.state.calls.filter(({ ok }) => !ok)).toEqual([]);
    // Whether a thread is open already is found out by asking for it.
    const told = lookout.sandboxes.discord.state.calls.filter(({ method }) => method !== 'GET');
    expect(told.filter(({ status }) => status >= 400)).toEqual([]);
    expect(lookout.log.filter((line) => /"level":(40|50)/.test(line))).toEqual([]);
  });

  it('mentions nobody', () => {
    for (const { blocks, text } of slackMessages()) {
      expect(slackMentions(blocks)).toEqual([]);
      // It is not shown beside blocks, but a mention in it would notify all the same.
      expect(slackMentions(text)).toEqual([]);
    }
    for (const { components, content, allowedMentions } of discordMessages()) {
      for (const words of [content, ...contents(components)]) {
        // As if nothing were said about who may be mentioned: the words alone must not do it.
        expect(discordMentions(words), words).toEqual({ users: [], roles: [], everyone: false, here: false });
        expect(discordMentions(words, allowedMentions)).toMatchObject({ everyone: false, here: false });
      }
    }
  });

  it('links nowhere but to the items, and to our own messages', async () => {
    const items = (await lookout.db.item.findMany()).flatMap(({ address }) => address ?? []);
    const ours = (await lookout.db.delivery.findMany()).flatMap(({ postUrl }) => postUrl ?? []);
    const allowed = new Set([...items, ...ours].map(decodeURIComponent));
    const foreign = (address: string) => !allowed.has(decodeURIComponent(address));
    for (const { blocks } of slackMessages()) expect(links(blocks).filter(foreign)).toEqual([]);
    for (const { components, content } of discordMessages()) {
      const found = [content, ...contents(components)].flatMap((words) =>
        marksIn(words).filter(({ kind }) => kind === 'link'),
      );
      expect(found.flatMap(({ target = '' }) => (target && foreign(target) ? [target] : []))).toEqual([]);
    }
    expect(items.filter((one) => !/^https?:/.test(one))).toEqual([]);
  });

  it('formats nothing: only our own headings, small print and titles are drawn as such', () => {
    for (const { blocks } of slackMessages()) {
      for (const { style, emoji, text } of read(blocks)) {
        expect(emoji, text).toBeUndefined();
        expect(
          Object.keys(style).filter((name) => name !== 'bold'),
          text,
        ).toEqual([]);
      }
    }
    const ours = ['heading', 'subtext', 'bold', 'link'];
    for (const { components } of discordMessages())
      for (const words of contents(components))
        expect(
          marksIn(words).filter(({ kind }) => !ours.includes(kind)),
          words,
        ).toEqual([]);
  });

  it('is read as it was written', async () => {
    const onSlackSeen = slackMessages().map(({ blocks }) => fold(visibleText(blocks)));
    const onDiscordSeen = discordMessages().map(({ components }) =>
      fold(contents(components).map(readDiscord).join('\n')),
    );
    const items = await lookout.db.item.findMany();
    for (const { title } of items) {
      const shown = fold(shorten(title || 'Untitled', 150));
      expect(
        onSlackSeen.some((text) => text.includes(shown)),
        `Slack: ${shown}`,
      ).toBe(true);
      expect(
        onDiscordSeen.some((text) => text.includes(shown)),
        `Discord: ${shown}`,
      ).toBe(true);
    }
    // What keeps its meaning in plain text is stored to the letter.
    const stored = items.map(({ title }) => title);
    for (const title of [titles[3]!, titles[6]!, titles[8]!]) expect(stored).toContain(title);
    expect(stored.some((title) => title.startsWith('@everyone look at @here and'))).toBe(true);
    for (const title of stored) expect(title).not.toMatch(/[\0\u202a-\u202e\u2066-\u2069\u200b]/);
    for (const title of stored) expect(title.isWellFormed()).toBe(true);
  });
});

/** White space, and the characters of no width that part what would be read together, mean nothing to a reader. */
function fold(text: string): string {
  return text
    .replace(/[\u200b\u2060]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
