import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import type { Message } from '../../src/chat/message.ts';
import { submitHandling } from '../../src/ideas/following/handle.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { directlyWith } from './direct.ts';
import { appOf, computing, forge, postOf, secret, settle, standIdea } from './following.ts';
import { account } from './rows.ts';

const [adaId, adaIdThere, benId, cleoId] = [
  'U0ADA00001',
  '1200000000000000001',
  'U0BEN00001',
  '1200000000000000002',
];
const guestId = '1200000000000000009';

let lookout: RunningApp;
let ada: Somebody;
let adaThere: Somebody;
let ben: Somebody;
let cleo: Somebody;
let guest: Somebody;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', { LOOKOUT_SECRET: secret });
  ada = onSlack(lookout.sandboxes, adaId, computing.slack);
  adaThere = onDiscord(lookout.sandboxes, adaIdThere, computing.discord);
  ben = onSlack(lookout.sandboxes, benId, computing.slack);
  cleo = onDiscord(lookout.sandboxes, cleoId, computing.discord);
  lookout.sandboxes.discord.state.people.set(guestId, { id: guestId, name: 'Gil', roles: [], bot: false });
  guest = onDiscord(lookout.sandboxes, guestId, computing.discord);
});
afterAll(() => lookout?.close());

const places = Object.entries(computing).map(([platform, channel]) => ({ platform, channel }));

async function press(who: Somebody, number: number, what: string): Promise<string> {
  const post = await postOf(who, number);
  return who.hears(() =>
    who.press(post.id, Object.keys(post.buttons).find((id) => id.startsWith(`${what}:`))!),
  );
}

async function handle(who: Somebody, number: number, fields: Record<string, string>) {
  const post = await postOf(who, number);
  const id = Object.keys(post.buttons).find((one) => one.startsWith('handle:'))!;
  await who.opens(() => who.press(post.id, id));
  return who.submit(fields);
}

/** What somebody has been told of an idea by direct messages. */
async function told(platform: 'slack' | 'discord', user: string, number: number): Promise<string[]> {
  const direct = await directlyWith(lookout, platform, user);
  return direct.posts().flatMap(({ text }) => (text.includes(`IDEA-${number}`) ? [text] : []));
}

describe('an idea that is handled', { shuffle: false }, () => {
  it('tells whoever sent it in and each follower, once, wherever they are', async () => {
    const sender = account(`slack/${benId}`);
    const { id, number } = await standIdea(lookout, {
      title: 'Open treatment data',
      text: 'For research.',
      author: 'Ben Marsh',
      sender,
    });
    for (const who of [cleo, guest])
      expect(await press(who, number, 'follow')).toContain(`You follow IDEA-${number}`);
    expect(await press(ada, number, 'follow')).toContain(`You follow IDEA-${number}`);
    expect(await press(adaThere, number, 'follow')).toContain(`You already follow IDEA-${number}`);
    const reason = 'With the *new* server. <!channel>';
    expect((await handle(adaThere, number, { state: 'planned', reason })).said).toBe(
      `IDEA-${number} is now planned. The sender and 2 followers will be told by a direct message.`,
    );
    await settle(lookout);
    const name = `IDEA-${number} “Open treatment data”`;
    await until(async () =>
      (await told('slack', benId, number)).some((text) =>
        text.includes(`${name}, which you sent in, is now planned.`),
      ),
    );
    for (const user of [cleoId, guestId])
      await until(async () =>
        (await told('discord', user, number)).some((text) =>
          text.includes(`${name}, which you follow, is now planned.`),
        ),
      );
    expect((await told('discord', guestId, number)).at(-1)).toContain(reason);
    for (const who of [ben, guest])
      expect((await postOf(who, number)).text).toMatch(/Planned \(Ada Obi, Mon 23 Nov 2026\)\. With the/);
    await lookout.restart();
    for (const again of [reason, ''])
      expect((await handle(ada, number, { state: 'planned', reason: again })).said).toContain(
        'already has this status',
      );
    await settle(lookout);
    for (const user of [cleoId, guestId]) expect(await told('discord', user, number)).toHaveLength(1);
    expect(await lookout.db.ideaChange.count({ where: { ideaId: id } })).toBe(1);
    const row = await lookout.db.idea.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({
      state: 'planned',
      reminders: 0,
      quietUntil: new Date('2026-12-07T10:00:00Z'),
    });
    // Followers of the first hour; nobody is told of what they no longer follow.
    const direct = await directlyWith(lookout, 'discord', guestId);
    const at = direct.posts().find(({ text }) => text.includes(name))!;
    expect(await direct.hears(() => direct.press(at.id, `unfollow:${id}`))).toBe(
      `You no longer follow IDEA-${number}.`,
    );
    expect((await handle(cleo, number, { state: 'done', reason: '' })).said).toBe(
      `IDEA-${number} is done. The sender and 1 follower will be told by a direct message.`,
    );
    await settle(lookout);
    await until(async () => (await told('slack', adaId, number)).some((text) => text.includes('is done.')));
    expect(await told('discord', guestId, number)).toHaveLength(1);
    expect(await told('discord', cleoId, number)).toHaveLength(1);
    expect((await lookout.db.idea.findUniqueOrThrow({ where: { id } })).quietUntil).toBeNull();
  });

  it('is declined only with a reason', async () => {
    const { id, number } = await standIdea(lookout, { title: 'A free lunch' });
    const before = await lookout.db.idea.findUniqueOrThrow({ where: { id } });
    const long = 'x'.repeat(1001);
    const refused = [
      [{ state: 'declined', reason: ' … ' }, 'reason'],
      [{ state: 'merged', reason: 'ok' }, 'state'],
      [{ state: 'received', reason: 'ok' }, 'state'],
      [{ state: 'constructor', reason: 'ok' }, 'state'],
      [{ state: 'done', reason: long }, 'reason'],
    ] as const;
    for (const [fields, field] of refused)
      expect(await submitted(adaId, id, fields)).toMatchObject({
        kind: 'fix',
        problems: { [field]: expect.any(String) },
      });
    expect(await lookout.db.idea.findUniqueOrThrow({ where: { id } })).toEqual(before);
    const reason = '*\n> @here '.repeat(120).slice(0, 1000);
    expect((await handle(ada, number, { state: 'declined', reason })).said).toContain('was declined');
    await settle(lookout);
    const post = await until(async () => {
      const seen = await postOf(ben, number);
      return seen.text.includes('Declined') && seen;
    });
    expect(Object.keys(post.buttons)).toEqual([`comment:${id}`, `handle:${id}`]);
    const all = await lookout.db.delivery.findMany({ where: { key: { startsWith: `idea/${id}/` } } });
    expect(all.filter(({ message }) => !fits((message as unknown as Message).blocks))).toEqual([]);
    await handle(cleo, number, { state: 'looking', reason: 'There is one after all.' });
    await settle(lookout);
    await until(async () => `support:${id}` in (await postOf(ben, number)).buttons);
  });

  it('names its anonymous sender in no row, and still tells them', async () => {
    const sender = account(`slack/${benId}`);
    const { id, number } = await standIdea(lookout, { title: 'Something delicate', sender });
    expect(await press(ben, number, 'follow')).toContain('so you will hear what happens to it anyway');
    await press(cleo, number, 'follow');
    expect((await handle(cleo, number, { state: 'looking', reason: 'We ask around.' })).said).toContain(
      'The sender will be told',
    );
    await settle(lookout);
    await until(async () =>
      (await told('slack', benId, number)).some((text) => text.includes('is now being looked at.')),
    );
    expect(await told('slack', benId, number)).toHaveLength(2);
    expect(await lookout.db.follower.findMany({ where: { ideaId: id } })).toHaveLength(1);
    const words = await lookout.db.delivery.findMany({ where: { key: { startsWith: `idea/${id}/word/` } } });
    expect(words.map(({ person, postChannel, sealed }) => [person, postChannel, sealed !== null])).toEqual([
      [null, null, true],
      [null, null, true],
    ]);
    expect(
      JSON.stringify(words, (_, value) => (value instanceof Uint8Array ? 'bytes' : value)),
    ).not.toContain(benId);
  });

  it('is handled by nobody else, however they try', async () => {
    const { id, number } = await standIdea(lookout, { title: 'Not yours' });
    const pressed = await forge(lookout, [`handle:${id}`, 'handle:0', 'handle:999999'], places);
    for (const who of [ben, guest]) {
      expect(await pressed(who, `handle:${id}`)).toContain(
        'chair of Clinical Computing SIG and the office can do this',
      );
      expect(await pressed(who, 'handle:0')).toContain('This button does not work');
      expect(await pressed(who, 'handle:999999')).toContain('There is no idea with this number');
    }
    for (const user of [benId, 'U0NOBODY00'])
      await expect(submitted(user, id, { state: 'done', reason: '' })).rejects.toThrow(
        'and the office can do this',
      );
    expect(await lookout.db.ideaChange.count({ where: { ideaId: id } })).toBe(0);
    expect((await postOf(ben, number)).text).toContain('Received.');
  });

  function submitted(user: string, id: number, fields: Record<string, string>) {
    const person = { platform: 'slack', id: user, name: '' };
    return submitHandling(appOf(lookout), {
      kind: 'submission',
      act: 'x',
      person,
      channel: null,
      id: `handle:${id}`,
      fields,
    });
  }
});
