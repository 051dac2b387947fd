import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';

const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };
const ben = 'U0BEN00001';
const cleo = '1200000000000000002';
const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };

describe('the daily digest, through both SDKs', { shuffle: false }, () => {
  let lookout: RunningApp;
  const adaOnSlack = () => onSlack(lookout.sandboxes, ada.slack, computing.slack);
  const adaOnDiscord = () => onDiscord(lookout.sandboxes, ada.discord, computing.discord);
  const benOnSlack = () => onSlack(lookout.sandboxes, ben, computing.slack);
  const cleoOnDiscord = () => onDiscord(lookout.sandboxes, cleo, computing.discord);

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T06:00:00Z');
    lookout.publish(
      'journal.test/rss',
      article('Deep learning in the treatment planning system', '2026-11-20T06:40:00Z'),
      article('A DICOM gateway', '2026-11-20T06:41:00Z'),
      article('Cake for all', '2026-11-20T06:42:00Z'),
    );
    lookout.publish(
      'policy.test/atom',
      article('Net zero plan for radioisotope supply', '2026-11-20T06:50:00Z'),
    );
    await lookout.at('2026-11-20T07:30:00Z');
  });
  afterAll(() => lookout?.close());

  it('says nothing before its hour', () => {
    expect(adaOnSlack().posts()).toEqual([]);
    expect(adaOnDiscord().posts()).toEqual([]);
  });

  it('tells whoever asks too early when it comes', async () => {
    for (const somebody of [adaOnSlack(), adaOnDiscord()]) {
      expect(await somebody.command('horizon', 'today')).toBe(
        'There is no digest yet. The next digest comes on Fri 20 Nov 2026, 08:00.',
      );
    }
  });

  it('stands once in every channel of the group at its hour, the same on both platforms', async () => {
    await lookout.at('2026-11-20T08:00:00Z');
    const [slack, ...more] = adaOnSlack().posts();
    const [discord, ...others] = adaOnDiscord().posts();
    expect([more, others]).toEqual([[], []]);
    for (const text of [slack!.text, discord!.text]) {
      expect(text).toContain('Clinical Computing SIG · Fri 20 Nov 2026');
      expect(text).toContain('3 of 4 new items, chosen for your group.');
      expect(text).toMatch(
        /1\. Deep learning in the treatment planning system[\s\S]*2\. A DICOM gateway[\s\S]*3\. Net zero plan/,
      );
      expect(text).toContain('Why: Mentions “treatment planning system”');
      expect(text).toContain('Also seen: Cake for all');
      expect(text).toContain(
        'Contains public sector information licensed under the Open Government Licence v3.0.',
      );
      expect(text).not.toContain('An old DICOM article');
    }
    expect(discord!.buttons).toEqual(slack!.buttons);
    expect(await lookout.db.edition.findMany({ where: { day: '2026-11-20' } })).toHaveLength(2);
  });

  it('comes at half past eight for a group that has it then', async () => {
    const sustainability = () => onDiscord(lookout.sandboxes, cleo, '1100000000000000002').posts();
    expect(sustainability()).toEqual([]);
    await lookout.at('2026-11-20T08:30:00Z');
    expect(sustainability()).toHaveLength(1);
    expect(sustainability()[0]!.text).toContain('Net zero plan');
  });

  it('is shown to one person by /horizon today, on both platforms', async () => {
    for (const somebody of [adaOnSlack(), adaOnDiscord()]) {
      const said = await somebody.command('horizon', 'today');
      expect(said).toContain('1. Deep learning in the treatment planning system');
      expect(said).toContain('3. Net zero plan for radioisotope supply');
      expect(somebody.posts()).toHaveLength(1);
    }
  });

  it('explains an item with the points of each reason, on both platforms', async () => {
    for (const somebody of [adaOnSlack(), adaOnDiscord()]) {
      const said = await somebody.command('horizon', 'why 1');
      expect(said).toContain('Why item 1 of Fri 20 Nov 2026 was chosen');
      expect(said).toMatch(
        /\+\d+(\.\d+)? {2}mentions “treatment planning system”, which your group watches for/,
      );
      expect(said).toMatch(/= \d+(\.\d+)? points/);
      expect(await somebody.command('horizon', 'why 9')).toBe(
        'Which item? Please give its number, 1 to 3, such as: /horizon why 1',
      );
      expect(await somebody.command('horizon', 'help')).toContain(
        '/horizon why N · why item N of the digest was chosen',
      );
      expect(await somebody.command('horizon', 'dance')).toContain('“dance” is not a command.');
    }
  });

  it('counts useful once a person, whichever accounts they have, and redraws every copy', async () => {
    const useful = Object.keys(adaOnSlack().posts()[0]!.buttons).find((id) => id.startsWith('useful:'))!;
    const slackPost = adaOnSlack().posts()[0]!.id;
    const discordPost = adaOnDiscord().posts()[0]!.id;
    await adaOnSlack().press(slackPost, useful);
    await adaOnSlack().press(slackPost, useful);
    await adaOnDiscord().press(discordPost, useful);
    await benOnSlack().press(slackPost, useful);
    await cleoOnDiscord().press(discordPost, useful);
    await until(async () => (await lookout.db.useful.count()) === 3);
    await lookout.at('2026-11-20T08:31:00Z');
    for (const somebody of [adaOnSlack(), adaOnDiscord()]) {
      await until(() => somebody.posts()[0]!.buttons[useful] === '👍 Useful · 3');
      expect(somebody.posts()).toHaveLength(1);
    }
  });

  it('opens one thread an item and channel, whoever presses first', async () => {
    const discuss = Object.keys(adaOnSlack().posts()[0]!.buttons).find((id) => id.startsWith('discuss:'))!;
    const slackPost = adaOnSlack().posts()[0]!.id;
    await Promise.all([adaOnSlack().press(slackPost, discuss), benOnSlack().press(slackPost, discuss)]);
    await adaOnDiscord().press(adaOnDiscord().posts()[0]!.id, discuss);
    await until(
      async () => (await lookout.db.delivery.count({ where: { key: { startsWith: 'discuss/' } } })) === 4,
    );
    await lookout.at('2026-11-20T08:32:00Z');
    await lookout.at('2026-11-20T08:33:00Z');
    for (const somebody of [adaOnSlack(), adaOnDiscord()]) {
      const [, anchor, ...more] = somebody.posts();
      expect(more).toEqual([]);
      expect(anchor!.text).toContain('Discussion: Deep learning in the treatment planning system');
      const [opening, ...others] = somebody.thread(anchor!.id);
      expect(others).toEqual([]);
      expect(opening!.text).toContain('What does this mean for your practice?');
    }
    await benOnSlack().press(slackPost, discuss);
    await until(() => benOnSlack().whispers().at(-1)?.includes('The discussion of this item is here.'));
    expect(benOnSlack().posts()).toHaveLength(2);
  });

  it('refuses in words where there is no group', async () => {
    const words = await onSlack(lookout.sandboxes, ben, 'C0NUCLEAR01').command('horizon', 'today');
    expect(words).toContain('Nuclear Medicine SIG');
    await lookout.db.channel.deleteMany({ where: { channel: 'C0NUCLEAR01' } });
    expect(await onSlack(lookout.sandboxes, ben, 'C0NUCLEAR01').command('horizon', 'today')).toBe(
      "This channel belongs to no group. Please ask in your group's channel.",
    );
  });

  it('stands nowhere twice, however often the service starts again', async () => {
    await lookout.restart();
    await lookout.at('2026-11-20T09:00:00Z');
    expect(adaOnSlack().posts()).toHaveLength(2);
    expect(adaOnDiscord().posts()).toHaveLength(2);
  });
});
