import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, servePage } from '../../sandbox/page/serve.ts';
import type { DiscordMessage, SlackMessage, View } from '../../sandbox/page/view.ts';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { until } from '../support/people.ts';
import { follow, script } from './client.ts';

const slack = { on: 'slack', channel: 'C0COMPUTING' } as const;
const discord = { on: 'discord', channel: '1100000000000000001' } as const;
const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };

describe('the sandbox page: everything as JSON', { shuffle: false }, () => {
  let lookout: RunningApp;
  let page: PageServer;
  let one: ReturnType<typeof script>;
  let other: ReturnType<typeof script>;

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T06:00:00Z');
    lookout.publish(
      'journal.test/rss',
      article('Deep learning in the treatment planning system', '2026-11-20T06:40:00Z'),
    );
    await lookout.at('2026-11-20T07:30:00Z');
    await lookout.at('2026-11-20T08:00:00Z');
    page = await servePage(lookout.sandboxes, { clock: { now: lookout.now, set: lookout.set }, port: 0 });
    one = script(page.url);
    other = script(page.url);
  });
  afterAll(async () => {
    await page?.close();
    await lookout?.close();
  });

  const onSlack = (view: View) => view.slack.channels.find(({ id }) => id === slack.channel)!;
  const onDiscord = (view: View) => view.discord.channels.find(({ id }) => id === discord.channel)!;
  const drawn = (message: SlackMessage | DiscordMessage) =>
    JSON.stringify('blocks' in message ? message.blocks : message.components);
  const buttonIn = (message: SlackMessage | DiscordMessage) => /"(useful:[^"]+)"/.exec(drawn(message))![1]!;

  it('shows the digest of today on both sides, as it was sent', async () => {
    const view = await one.state();
    expect(view.clock).toMatch(/^2026-11-20T08:0/);
    for (const channel of [onSlack(view), onDiscord(view)]) {
      expect(channel.messages).toHaveLength(1);
      expect(channel.closed).toBe(false);
      expect(channel.messages[0]).toMatchObject({ byBot: true, edited: false, reactions: [] });
      expect(drawn(channel.messages[0]!)).toContain('Deep learning in the treatment planning system');
      expect(JSON.stringify(channel.messages[0]!.raw)).toContain('Deep learning');
    }
    expect(view.counts).toMatchObject({ refused: 0, lost: 0 });
  });

  it('tells who is there, what they are, and what can be typed', async () => {
    const view = await one.state();
    expect(view.people).toEqual([
      { id: 'ada', name: 'Ada Obi', about: 'Chair of clinical computing', ...ada },
      { id: 'ben', name: 'Ben Marsh', about: 'Member of clinical computing', slack: 'U0BEN00001' },
      { id: 'cleo', name: 'Cleo Tan', about: 'Office staff', discord: '1200000000000000002' },
    ]);
    expect(view.slack.names[ada.slack]).toBe('Ada Obi');
    expect(view.discord.names[view.discord.bot]).toBe('Lookout');
    expect(view.discord.commands.map(({ name }) => name)).toContain('horizon');
    expect(view.discord.commands.every(({ description, hint }) => description && hint)).toBe(true);
    expect(view.slack.commands).toEqual(view.discord.commands);
  });

  it('lets two people press, each through a page of their own, and shows both counts on both sides', async () => {
    const view = await one.state();
    const [post, twin] = [onSlack(view).messages[0]!, onDiscord(view).messages[0]!];
    const id = buttonIn(post);
    expect(await one.act({ do: 'press', ...slack, person: 'ada', message: post.ts, id })).toEqual({
      ok: true,
    });
    expect(await other.act({ do: 'press', ...discord, person: 'cleo', message: twin.id, id })).toEqual({
      ok: true,
    });
    for (const tab of [one, other]) {
      await until(async () => {
        const now = await tab.state();
        const both = [onSlack(now).messages[0]!, onDiscord(now).messages[0]!];
        return both.every((message) => drawn(message).includes('Useful · 2') && message.edited);
      });
    }
    expect((await one.state()).counts.edits).toBeGreaterThanOrEqual(2);
  });

  it('whispers to the one who asked, and to nobody else', async () => {
    for (const side of [slack, discord] as const) {
      const before = (await one.state())[side.on].whispers[ada[side.on]]?.length ?? 0;
      expect(await one.act({ do: 'command', ...side, person: 'ada', line: '/horizon today' })).toEqual({
        ok: true,
      });
      const whispers = await until(async () => {
        const now = (await other.state())[side.on].whispers;
        const said = now[ada[side.on]]?.[before];
        return said && !('thinking' in said) && now;
      });
      expect(Object.keys(whispers)).toEqual([ada[side.on]]);
      expect(drawn(whispers[ada[side.on]]!.at(-1)!)).toContain('Deep learning');
      expect(whispers[ada[side.on]]!.at(-1)!.channel).toBe(side.channel);
    }
  });

  it('refuses in the words of a client what nobody could do', async () => {
    const why = async (act: Parameters<typeof one.act>[0]) => {
      const answer = await one.act(act);
      return answer.ok ? 'done' : answer.why;
    };
    expect(await why({ do: 'command', ...slack, person: 'ada', line: '/dance now' })).toContain(
      '/dance is not a valid command.',
    );
    expect(await why({ do: 'say', ...discord, person: 'ada', text: '/dance' })).toContain(
      'There is no command /dance here.',
    );
    expect(await why({ do: 'say', ...discord, person: 'ben', text: 'Hello' })).toBe(
      'Ben Marsh is not on the Discord server.',
    );
    expect(await why({ do: 'say', ...slack, person: 'eve', text: 'Hello' })).toBe(
      'Nobody here is called eve.',
    );
    expect(await why({ do: 'say', ...slack, person: 'ada', text: '  ' })).toBe(
      'There is nothing to send yet.',
    );
    const { ts } = onSlack(await one.state()).messages[0]!;
    expect(await why({ do: 'press', ...slack, person: 'ada', message: ts, id: 'nothing' })).toContain(
      'There is no "nothing" to touch',
    );
    expect(await why({ do: 'mend', path: 'nowhere.test/rss' })).toBe('There is no feed at nowhere.test/rss.');
  });

  it('says, answers in threads, mentions and reacts, on both sides', async () => {
    for (const side of [slack, discord] as const) {
      const text = 'Does @Ada Obi know?';
      await one.act({ do: 'say', ...side, person: 'ada', text });
      const place = async () => {
        const view = await one.state();
        return side.on === 'slack' ? onSlack(view) : onDiscord(view);
      };
      const idOf = (message: SlackMessage | DiscordMessage) => ('ts' in message ? message.ts : message.id);
      const said = (await place()).messages.at(-1)!;
      expect(said).toMatchObject({ user: ada[side.on], byBot: false });
      expect('text' in said ? said.text : said.content).toBe(`Does <@${ada[side.on]}> know?`);

      const act = { ...side, person: 'ada', message: idOf(said) };
      await one.act({ do: 'say', ...side, person: 'ada', text: 'She does.', thread: idOf(said) });
      const thread = (await place()).threads[idOf(said)]!;
      expect(thread).toHaveLength(1);
      expect(thread[0]).toMatchObject({ channel: side.channel, thread: idOf(said) });
      expect((await place()).messages.at(-1)).toEqual(said);

      const reply = { ...act, message: idOf(thread[0]!) };
      for (const emoji of ['👀', ':eyes:']) {
        expect(await one.act({ do: 'react', ...act, emoji: '👍' })).toEqual({ ok: true });
        expect(await one.act({ do: 'react', ...reply, emoji })).toEqual({ ok: true });
      }
      // The thumb was given and taken back, and so were the eyes, whichever way they were written.
      expect((await place()).messages.at(-1)!.reactions).toEqual([]);
      await one.act({ do: 'react', ...reply, emoji: '👀' });
      expect((await place()).threads[idOf(said)]![0]!.reactions).toEqual([
        { emoji: side.on === 'slack' ? 'eyes' : '👀', by: [ada[side.on]] },
      ]);
    }
  });

  it('tells of every change to everybody who follows', async () => {
    const [mine, theirs] = [await follow(page.url), await follow(page.url)];
    await until(() => mine.revisions.length > 0 && theirs.revisions.length > 0);
    const before = (await one.state()).revision;
    await one.act({ do: 'say', ...slack, person: 'ben', text: 'Good morning' });
    for (const { revisions } of [mine, theirs]) await until(() => revisions.at(-1)! > before);
    const after = await one.state();
    expect(after.revision).toBeGreaterThanOrEqual(mine.revisions.at(-1)!);
    expect(onSlack(after).messages.at(-1)!.text).toBe('Good morning');
    await Promise.all([mine.stop(), theirs.stop()]);
    await other.act({ do: 'say', ...slack, person: 'ben', text: 'Good evening' });
  });

  it('publishes, loses an answer, moves on to tomorrow, and shows one digest on either side', async () => {
    const feed = 'policy.test/atom';
    const title = 'A DICOM gateway, wide open';
    await one.act({ do: 'break', path: feed, how: 'error' });
    expect((await one.state()).feeds.find(({ path }) => path === feed)).toMatchObject({
      title: 'Department of Policy',
      articles: 1,
      broken: 'answers with an error',
    });
    await one.act({ do: 'mend', path: feed });
    await one.act({ do: 'publish', path: feed, title, summary: 'It was found open.' });
    expect((await one.state()).feeds.find(({ path }) => path === feed)).toMatchObject({
      articles: 2,
      broken: null,
    });
    for (const on of ['slack', 'discord'] as const) {
      // In this order: an answer that is lost is not asked for again, since the post is found.
      await one.act({ do: 'fault', on, kind: 'rate-limit' });
      await one.act({ do: 'fault', on, kind: 'lost-answer' });
    }
    expect((await one.state()).faults).toHaveLength(4);
    const posts = (await one.state()).counts.posts;

    // Monday: the feeds are read before the hour comes.
    expect(await one.act({ do: 'clock', to: '2026-11-23T07:30:00Z' })).toEqual({ ok: true });
    await lookout.service.settled();
    expect(await one.act({ do: 'clock', to: '2026-11-23T08:00:00Z' })).toEqual({ ok: true });
    const view = await until(async () => {
      const now = await other.state();
      const here = [onSlack(now), onDiscord(now)].map(({ messages }) => messages.at(-1)!);
      return here.every((message) => message.byBot && drawn(message).includes(title)) && now;
    });
    await until(async () => (await other.state()).faults.length === 0);
    await lookout.service.settled();
    const { counts } = await other.state();
    expect(counts.lost).toBe(2);
    expect(counts.refused).toBe(2);
    const now = await other.state();
    for (const { messages } of [onSlack(now), onDiscord(now)])
      expect(messages.filter((message) => drawn(message).includes(title))).toHaveLength(1);
    expect(counts.posts).toBeGreaterThan(posts);
    expect(view.clock > '2026-11-23T08:00').toBe(true);
    expect(await one.act({ do: 'clock', to: '2026-11-23T07:00:00Z' })).toEqual({
      ok: false,
      why: 'The clock only moves forward.',
    });
    expect(await one.act({ do: 'clock', to: '2099-01-01T00:00:00Z' })).toEqual({
      ok: false,
      why: 'The clock moves forward by at most a year.',
    });
  });

  it('forgets faults when all is to be calm', async () => {
    await one.act({ do: 'fault', on: 'discord', kind: 'server-error' });
    expect((await one.state()).faults).toEqual(['Discord: the next post is refused with a server error.']);
    await one.act({ do: 'calm' });
    expect((await one.state()).faults).toEqual([]);
  });

  it('cuts the line, and what is done when it is back arrives', async () => {
    const { sandboxes } = lookout;
    await one.act({ do: 'fault', on: 'discord', kind: 'disconnect' });
    await one.act({ do: 'fault', on: 'slack', kind: 'disconnect' });
    await until(() => sandboxes.slack.socketCount() > 0 && sandboxes.discord.connected() > 0);
    for (const side of [slack, discord] as const)
      expect(await one.act({ do: 'command', ...side, person: 'ada', line: '/horizon help' })).toEqual({
        ok: true,
      });
  });
});
