import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Poll } from '../../src/polls/store.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Seen, type Somebody, until } from '../support/people.ts';
import { idsOf, standPoll } from './standing.ts';

const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };
const ben = 'U0BEN00001';
const cleo = '1200000000000000002';
const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };

describe('answering a poll, through both SDKs', { shuffle: false }, () => {
  let lookout: RunningApp;
  const people = () => ({
    adaOnSlack: onSlack(lookout.sandboxes, ada.slack, computing.slack),
    adaOnDiscord: onDiscord(lookout.sandboxes, ada.discord, computing.discord),
    benOnSlack: onSlack(lookout.sandboxes, ben, computing.slack),
    cleoOnDiscord: onDiscord(lookout.sandboxes, cleo, computing.discord),
  });
  const ballots = async (poll: Poll) =>
    (await lookout.db.ballot.findMany({ where: { pollId: poll.id } })).map(({ choices }) => choices).sort();
  const later = () => lookout.at(new Date(lookout.now().getTime() + 5_000).toISOString());

  beforeAll(async () => {
    lookout = await openApp('2026-11-23T09:00:00Z');
  });
  afterAll(() => lookout?.close());

  async function stand(asked: Parameters<typeof standPoll>[1]): Promise<Poll> {
    const poll = await standPoll(lookout, { anonymous: false, ...asked });
    await later();
    return poll;
  }
  /** The poll as somebody sees it. */
  const post = (somebody: Somebody, poll: Poll): Seen =>
    somebody.posts().find(({ text }) => text.includes(poll.question))!;
  const vote = (somebody: Somebody, poll: Poll, option: number) =>
    somebody.hears(() => somebody.press(post(somebody, poll).id, `vote:${poll.id}/${option}`));

  it('counts one answer a person, whichever account, and draws every copy anew', async () => {
    const poll = await stand({ question: 'What would help?', shows: 'always' });
    const { 'Dose audits': audits = 0, 'Image quality': quality = 0 } = idsOf(poll);
    const { adaOnSlack, adaOnDiscord, benOnSlack, cleoOnDiscord } = people();
    expect(await vote(adaOnSlack, poll, audits)).toContain('Counted: “Dose audits”');
    expect(await vote(adaOnDiscord, poll, quality)).toContain('Counted: “Image quality”');
    expect(await vote(benOnSlack, poll, quality)).toContain('until Mon 30 Nov 2026, 09:00');
    expect(await vote(cleoOnDiscord, poll, audits)).toContain('Counted: “Dose audits”');
    expect(await ballots(poll)).toEqual([[quality], [quality], [audits]].sort());
    await later();
    for (const somebody of [adaOnSlack, adaOnDiscord]) {
      await until(() => post(somebody, poll).text.includes('3 people have answered so far'));
      expect(post(somebody, poll).text).toMatch(
        /Image quality\n█{7}░{3} 2 · 67%\nDose audits\n█{3}░{7} 1 · 33%/,
      );
    }
  });

  it('keeps the answer through double presses, and an old press that the platform brings once more changes nothing', async () => {
    const poll = await stand({ question: 'Pressed twice?' });
    const [first, second] = poll.options.map(({ id }) => `vote:${poll.id}/${id}`);
    const { benOnSlack, cleoOnDiscord } = people();
    const { slack, discord } = lookout.sandboxes;
    const ts = post(benOnSlack, poll).id;
    const message = post(cleoOnDiscord, poll).id;
    const byBen = (actionId: string) =>
      slack.act.press({ user: ben, channel: computing.slack, ts, actionId });
    const byCleo = (customId: string) =>
      discord.act.press({ user: cleo, channel: computing.discord, message, customId });
    const [oldOnSlack] = await Promise.all([byBen(first!), byBen(first!)]);
    const [oldOnDiscord] = await Promise.all([byCleo(first!), byCleo(first!)]);
    await until(async () => (await ballots(poll)).length === 2);
    await byBen(second!);
    await byCleo(second!);
    const changed = [poll.options[1]!.id];
    await until(async () => `${await ballots(poll)}` === `${[changed, changed]}`);
    await slack.act.redeliver(oldOnSlack);
    await discord.act.redeliver(oldOnDiscord);
    // What comes after them on the same lines has been answered when they have.
    await vote(benOnSlack, poll, changed[0]!);
    await vote(cleoOnDiscord, poll, changed[0]!);
    expect(await ballots(poll)).toEqual([changed, changed]);
  });

  it('says to each what they have chosen, and withdraws it', async () => {
    const poll = await stand({ question: 'Taken back?' });
    const { benOnSlack, cleoOnDiscord } = people();
    for (const somebody of [benOnSlack, cleoOnDiscord]) {
      await vote(somebody, poll, poll.options[2]!.id);
      const words = await somebody.hears(() => somebody.press(post(somebody, poll).id, `answer:${poll.id}`));
      expect(words).toContain('Your answer: “Commissioning”');
      await somebody.pressIn('Your answer', 'Withdraw');
      await until(() => somebody.whispers().at(-1)?.includes('Your answer is withdrawn: “Taken back?”'));
    }
    expect(await ballots(poll)).toEqual([[], []]);
  });

  it('takes several of 25 options from a menu, whatever their words', async () => {
    const hostile = [
      '<!channel> & @everyone',
      '*b* _i_ `c` ~s~',
      '[x](https://evil.test)',
      '||spoiler|| # 1',
      '👩‍🔬 &lt;b&gt;',
    ];
    const options = [
      ...hostile,
      ...Array.from({ length: 20 }, (_, at) => `Option ${at + 6} ${'of many '.repeat(7)}`.trim()),
    ];
    const poll = await stand({ question: 'Which of 25?', options, most: 3, shows: 'always' });
    const ids = poll.options.map(({ id }) => String(id));
    const { benOnSlack, cleoOnDiscord } = people();
    for (const somebody of [benOnSlack, cleoOnDiscord]) {
      const { id, text, menus } = post(somebody, poll);
      const menu = menus[`pick:${poll.id}`]!;
      expect(menu.most).toBe(3);
      expect(Object.keys(menu.options)).toEqual(ids);
      for (const [at, option] of hostile.entries())
        expect(text).toContain(`${at + 1}. ${option.slice(0, 2)}`);
      const words = await somebody.hears(() => somebody.choose(id, `pick:${poll.id}`, [ids[4]!, ids[24]!]));
      expect(words).toMatch(/Counted: “👩‍🔬.*”, “Option 25/);
      await somebody.hears(() => somebody.choose(id, `pick:${poll.id}`, [ids[0]!]));
    }
    expect(await ballots(poll)).toEqual([[poll.options[0]!.id], [poll.options[0]!.id]]);
  });

  it('adds an option from a form on either side, and turns five buttons into a menu', async () => {
    const poll = await stand({ question: 'What else?', options: ['1', '2', '3', '4'], mayAdd: true });
    const { benOnSlack, cleoOnDiscord } = people();
    for (const [somebody, option] of [
      [benOnSlack, 'Shielding'],
      [cleoOnDiscord, 'Brachytherapy'],
    ] as const) {
      await somebody.opens(() => somebody.press(post(somebody, poll).id, `add:${poll.id}`));
      const { said } = await somebody.submit({ option });
      expect(said).toContain(`“${option}” is added, and you have chosen: “${option}”`);
    }
    // Their copies still have buttons.
    await vote(benOnSlack, poll, poll.options[3]!.id);
    await later();
    for (const somebody of [benOnSlack, cleoOnDiscord]) {
      const menu = await until(() => post(somebody, poll).menus[`pick:${poll.id}`]);
      expect(Object.values(menu.options)).toEqual(['1', '2', '3', '4', 'Shielding', 'Brachytherapy']);
    }
  });
});
