import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/chat/message.ts';
import { announce } from '../../src/delivery/announce.ts';
import { refresh } from '../../src/delivery/refresh.ts';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import {
  calls,
  discordSpots,
  done,
  faults,
  later,
  NOTHING,
  openManyChannels,
  row,
  type Spot,
  seen,
  slackSpots,
  tell,
  texts,
} from './many-channels.ts';

const edit = { slack: 'chat.update', discord: 'PATCH /channels/:channel/messages/:message' };

describe.each([
  ['Slack', slackSpots],
  ['Discord', discordSpots],
])('a redraw on %s', (_, spots) => {
  let lookout: RunningApp;
  beforeAll(async () => {
    lookout = await openManyChannels();
  });
  afterAll(() => lookout?.close());
  const spot = (at: number) => spots[at] as Spot;
  /** Posts it, and lets its channel rest for the second that it has to. */
  async function standing(at: Spot, words: string): Promise<string> {
    const key = await tell(lookout, at, words);
    await lookout.service.settled();
    await later(lookout, 2);
    return key;
  }
  const redraw = (key: string, words: string) =>
    lookout.db.$transaction((tx) => refresh(tx, [key], say(words)));

  it('of many changes is one edit, and shows the last', async () => {
    const at = spot(0);
    const key = await standing(at, 'Votes: 0');
    for (let votes = 1; votes <= 30; votes += 1) await redraw(key, `Votes: ${votes}`);
    for (let more = 0; more < 3; more += 1) await later(lookout, 2);
    expect(texts(lookout, at)).toEqual(['Votes: 30']);
    expect(calls(lookout, at, edit[at.platform]).length).toBeLessThanOrEqual(3);
    expect(await row(lookout, key)).toMatchObject({ open: false, revision: 31, shown: 31 });
  });

  it('of a message that was not posted yet is posted as it is now, and not edited', async () => {
    const at = spot(1);
    faults(lookout, at).add({ kind: 'rate-limit', on: at.call, channel: at.channel, retryAfter: 5 });
    const key = await tell(lookout, at, 'Before');
    await lookout.service.settled();
    await redraw(key, 'After');
    await later(lookout, 6);
    expect(texts(lookout, at)).toEqual(['After']);
    expect(calls(lookout, at, edit[at.platform])).toEqual([]);
  });

  it('waits behind what is to be posted in its channel', async () => {
    const at = spot(2);
    const key = await standing(at, 'First');
    await lookout.db.$transaction(async (tx) => {
      await refresh(tx, [key], say('First, redrawn'));
      const to = { platform: at.platform, channel: at.channel };
      const more = ['Second', 'Third'].map((words) => ({
        key: `behind/${at.channel}/${words}`,
        to,
        subject: NOTHING,
        message: say(words),
      }));
      await announce(tx, lookout.now(), more);
    });
    const order: string[] = [];
    for (let more = 0; more < 5; more += 1) {
      await later(lookout, 2);
      order.push(texts(lookout, at).join(' | '));
    }
    expect([...new Set(order)]).toEqual([
      'First | Second',
      'First | Second | Third',
      'First, redrawn | Second | Third',
    ]);
  });

  it('of a message that somebody deleted brings nothing back, and is not tried again', async () => {
    const at = spot(3);
    const key = await standing(at, 'Before');
    const { id } = seen(lookout, at)[0]!;
    if (at.platform === 'slack') lookout.sandboxes.slack.deleteMessage(at.channel, id);
    else lookout.sandboxes.discord.deleteMessage(at.channel, id);
    await redraw(key, 'After');
    for (let more = 0; more < 3; more += 1) await later(lookout, 120);
    expect(texts(lookout, at)).toEqual([]);
    expect(calls(lookout, at, edit[at.platform])).toHaveLength(1);
    expect(await row(lookout, key)).toMatchObject({ state: 'failed', open: false });
    await redraw(key, 'Once more');
    await later(lookout, 120);
    expect(calls(lookout, at, edit[at.platform])).toHaveLength(1);
  });

  it.each(['lost-answer', 'error-after-acceptance', 'server-error', 'rate-limit'] as const)(
    'that meets a %s is done in the end',
    async (kind) => {
      const at = spot(4);
      const key = await standing(at, `${kind} before`);
      faults(lookout, at).add({ kind, on: edit[at.platform], channel: at.channel });
      await redraw(key, `${kind} after`);
      await done(lookout, key);
      expect(texts(lookout, at).filter((text) => text.startsWith(kind))).toEqual([`${kind} after`]);
      expect(await row(lookout, key)).toMatchObject({ state: 'posted', open: false, trouble: null });
    },
  );
});

describe('pressing Useful', { shuffle: false }, () => {
  let lookout: RunningApp;
  const slackChannel = 'C0COMPUTING';
  const discordChannel = '1100000000000000001';
  const users = Array.from({ length: 40 }, (_, at) => `U0CROWD${String(at).padStart(3, '0')}`);
  const onBoth = () => [
    onSlack(lookout.sandboxes, users[0]!, slackChannel),
    onDiscord(lookout.sandboxes, '1200000000000000001', discordChannel),
  ];

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T06:00:00Z', {}, { still: true });
    const { slack } = lookout.sandboxes;
    for (const id of users) {
      slack.state.users.set(id, { id, name: `Member ${id}`, bot: false });
      slack.state.channels.get(slackChannel)!.members.add(id);
    }
    lookout.publish('journal.test/rss', article('A DICOM gateway', '2026-11-20T06:41:00Z'));
    await lookout.at('2026-11-20T07:30:00Z');
    await lookout.at('2026-11-20T08:00:00Z');
  });
  afterAll(() => lookout?.close());

  it('by many at once makes few edits of the other copies, and all show the same count', async () => {
    const [slack, discord] = onBoth();
    const [post] = slack!.posts();
    const useful = Object.keys(post!.buttons).find((id) => id.startsWith('useful:'))!;
    await Promise.all(
      users.map((user) => onSlack(lookout.sandboxes, user, slackChannel).press(post!.id, useful)),
    );
    await until(async () => (await lookout.db.useful.count()) === users.length);
    for (const second of ['10', '12', '14']) await lookout.at(`2026-11-20T08:00:${second}Z`);
    for (const somebody of [slack!, discord!])
      await until(() => somebody.posts()[0]!.buttons[useful] === `👍 Useful · ${users.length}`);
    const edits = lookout.sandboxes.discord.state.calls.filter(({ route }) => route === edit.discord);
    expect(edits.length).toBeLessThanOrEqual(5);
    const updates = lookout.sandboxes.slack.state.calls.filter(({ method }) => method === edit.slack);
    // Whoever presses sees it at once, so there is an edit a press where it was pressed, and few beyond that.
    expect(updates.length).toBeLessThanOrEqual(users.length + 5);
    expect(await lookout.db.delivery.count({ where: { open: true } })).toBe(0);
  });

  it('leaves alone a copy that somebody deleted, and counts on the other', async () => {
    const [slack, discord] = onBoth();
    const [post] = discord!.posts();
    const useful = Object.keys(post!.buttons).find((id) => id.startsWith('useful:'))!;
    lookout.sandboxes.slack.deleteMessage(slackChannel, slack!.posts()[0]!.id);
    await discord!.press(post!.id, useful);
    await until(() => discord!.posts()[0]!.buttons[useful] === `👍 Useful · ${users.length + 1}`);
    for (const minute of ['02', '05', '10']) await lookout.at(`2026-11-20T08:${minute}:00Z`);
    expect(slack!.posts()).toEqual([]);
    expect(discord!.posts()).toHaveLength(1);
    expect(await lookout.db.delivery.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { platform: 'slack', state: 'failed', open: false },
      { platform: 'discord', state: 'posted', open: false },
    ]);
  });
});
