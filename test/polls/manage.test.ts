import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { button, controls } from '../../src/chat/message.ts';
import { announce } from '../../src/delivery/announce.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { answer } from './ballots.ts';
import { idsOf, standPoll } from './standing.ts';

const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };

describe('/needs polls, through both SDKs', { shuffle: false }, () => {
  let lookout: RunningApp;
  // Ada is the chair of clinical computing, Ben a member, Cleo of the office.
  const ada = () => onSlack(lookout.sandboxes, 'U0ADA00001', computing.slack);
  const adaThere = () => onDiscord(lookout.sandboxes, '1200000000000000001', computing.discord);
  const ben = () => onSlack(lookout.sandboxes, 'U0BEN00001', computing.slack);
  const cleo = () => onDiscord(lookout.sandboxes, '1200000000000000002', computing.discord);
  const post = (somebody: Somebody, question: string) =>
    until(() => somebody.posts().find(({ text }) => text.includes(question)));
  const buttons = (somebody: Somebody) => Object.values(somebody.whispered().at(-1)!.buttons);
  const poll = (id: number) => lookout.db.poll.findUniqueOrThrow({ where: { id } });

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T09:00:00Z');
  });
  afterAll(() => lookout?.close());

  it('says so when there is none', async () => {
    for (const somebody of [ben(), cleo()])
      expect(await somebody.command('needs', 'polls')).toContain('No poll is open here at the moment.');
  });

  it('lists the open polls of the group, where they stand, and until when', async () => {
    const first = await standPoll(lookout, { question: 'First?', closesAt: '2026-11-25T17:00:00Z' });
    await standPoll(lookout, { question: 'Elsewhere?', groups: ['nuclear-medicine'] });
    await standPoll(lookout, { question: 'Next?', closesAt: '2026-11-24T17:00:00Z' });
    await answer(lookout, first, 'clinical-computing', { 'Image quality': 2 });
    await post(ada(), 'Next?');
    await post(adaThere(), 'Next?');
    for (const somebody of [ben(), adaThere()]) {
      const said = await somebody.command('needs', 'polls');
      expect(said).toMatch(/Next\?[\s\S]*First\?/);
      expect(said).toContain('Open until Wed 25 Nov 2026, 17:00. 2 people answered so far. It is here.');
      expect(said).toContain('Nobody has answered yet. It is here.');
      expect(said).not.toContain('Elsewhere?');
    }
  });

  it('offers each what they may do', async () => {
    const now = () => new Date('2026-11-30T09:00:00Z');
    await standPoll({ db: lookout.db, env: lookout.env, now }, { question: 'Planned?', state: 'planned' });
    await ben().command('needs', 'polls');
    expect(buttons(ben())).toEqual([]);
    expect(ben().whispers().at(-1)).not.toContain('Planned?');
    for (const somebody of [ada(), adaThere(), cleo()]) {
      expect(await somebody.command('needs', 'polls')).toContain('Planned?');
      expect(buttons(somebody)).toEqual([
        'Close now',
        'Hide an option',
        'Close now',
        'Hide an option',
        'Discard',
      ]);
    }
  });

  it('lets a chair hide an option and bring it back, but never the last', async () => {
    const asked = await standPoll(lookout, { question: 'What to hide?' });
    const ids = idsOf(asked);
    await answer(lookout, asked, 'clinical-computing', { 'Image quality': 6, Commissioning: 1 });
    const there = await post(adaThere(), 'What to hide?');
    await adaThere().command('needs', 'polls');
    const form = await adaThere().opens(() => adaThere().pressIn('What to hide?', `poll-hiding:${asked.id}`));
    expect(Object.keys(form.fields)).toEqual(['hide']);
    const all = Object.values(ids).map(String);
    expect((await adaThere().submit({ hide: all })).problems).toEqual({
      hide: expect.stringContaining('At least one'),
    });
    await adaThere().mend();
    const saved = await adaThere().submit({ hide: [String(ids['Image quality'])] });
    expect(saved.said).toContain('Saved.');
    await until(() => !('Image quality' in labels(adaThere(), there.id)));
    expect(Object.keys(labels(adaThere(), there.id))).toContain('Commissioning');

    await ada().command('needs', 'polls');
    const back = await ada().opens(() => ada().pressIn('What to hide?', `poll-hiding:${asked.id}`));
    expect(back.fields.show!.options).toEqual({ [ids['Image quality']!]: 'Image quality' });
    await ada().submit({ show: [String(ids['Image quality'])], hide: [String(ids.Commissioning)] });
    await until(() => 'Image quality' in labels(adaThere(), there.id));
    const hidden = await lookout.db.pollOption.findMany({ where: { pollId: asked.id, hidden: true } });
    expect(hidden.map(({ text }) => text)).toEqual(['Commissioning']);
  });

  function labels(somebody: Somebody, id: string): Record<string, string> {
    const { buttons } = somebody.posts().find((one) => one.id === id)!;
    return Object.fromEntries(Object.entries(buttons).map(([key, label]) => [label, key]));
  }

  it('closes a poll by hand, after asking once more', async () => {
    const asked = await standPoll(lookout, { question: 'Enough?', groups: ['clinical-computing'] });
    await answer(lookout, asked, 'clinical-computing', { 'Dose audits': 6 });
    const there = await post(cleo(), 'Enough?');
    await cleo().command('needs', 'polls');
    const sure = await cleo().hears(() => cleo().pressIn('Enough?', `poll-closing:${asked.id}`));
    expect(sure).toContain('6 people answered so far.');
    expect((await poll(asked.id)).state).toBe('open');
    await cleo().pressIn('Close Enough? now?', 'Close it now');
    await until(() => cleo().whispers().at(-1)!.includes('The poll is closed.'));
    await until(async () => (await poll(asked.id)).announcedAt !== null);
    await until(() => cleo().thread(there.id).length === 1);
    expect(cleo().thread(there.id)[0]!.text).toContain('Dose audits came first: 6 of 6 people (100%).');
  });

  it('drops a planned poll, once', async () => {
    const planned = await lookout.db.poll.findFirstOrThrow({ where: { question: 'Planned?' } });
    await ada().command('needs', 'polls');
    expect(await ada().hears(() => ada().pressIn('Planned?', 'Discard'))).toContain(
      'This poll will not go out.',
    );
    expect((await poll(planned.id)).state).toBe('dropped');
  });

  it('refuses whoever may not, and what is done already, whatever is pressed', async () => {
    const groups = ['clinical-computing', 'nuclear-medicine'];
    const whose = (await standPoll(lookout, { question: 'Whose?', groups, anonymous: false })).id;
    const secret = (await standPoll(lookout, { question: 'Secret?' })).id;
    const done = async (question: string) =>
      (await lookout.db.poll.findFirstOrThrow({ where: { question } })).id;
    const press = await forge([
      ...['poll-closing', 'poll-close', 'poll-stop', 'poll-hiding'].map((what) => `${what}:${whose}`),
      `poll-chosen:${whose}/1`,
      `poll-chosen:${secret}/1`,
      `poll-close:${await done('Enough?')}`,
      `poll-stop:${await done('Planned?')}`,
      'poll-close:999999',
    ]);
    for (const what of ['poll-closing', 'poll-close', 'poll-stop'])
      for (const somebody of [ben(), ada(), adaThere()])
        expect(await press(somebody, `${what}:${whose}`)).toContain(
          'Only the office, or a chair of all groups',
        );
    expect(await press(ben(), `poll-hiding:${whose}`)).toContain('Only the office, or a chair of a group');
    for (const somebody of [ben(), ada(), adaThere()])
      expect(await press(somebody, `poll-chosen:${whose}/1`)).toContain(
        'Only the office and the person who asked',
      );
    for (const somebody of [ada(), cleo()])
      expect(await press(somebody, `poll-chosen:${secret}/1`)).toContain('This poll is anonymous');
    for (const somebody of [ada(), cleo()]) {
      expect(await press(somebody, `poll-close:${await done('Enough?')}`)).toContain('already closed');
      expect(await press(somebody, `poll-stop:${await done('Planned?')}`)).toContain('no longer planned');
      expect(await press(somebody, 'poll-close:999999')).toContain('has been deleted');
    }
    expect((await poll(whose)).state).toBe('open');
  });

  /** Puts up buttons that nobody was offered: the server must not trust that only who may presses them. */
  async function forge(ids: string[]): Promise<(somebody: Somebody, id: string) => Promise<string>> {
    const rows = [ids.slice(0, 5), ids.slice(5)];
    const message = {
      summary: 'Forged',
      blocks: rows.map((row) => controls(...row.map((id) => button(id, id)))),
    };
    await announce(
      lookout.db,
      lookout.now(),
      Object.entries(computing).map(([platform, channel]) => ({
        key: `forged/${platform}`,
        to: { platform, channel },
        subject: { kind: 'entry' as const, id: 0 },
        message,
      })),
    );
    const standing = (somebody: Somebody) =>
      until(() => somebody.posts().find(({ buttons }) => ids[0]! in buttons));
    return async (somebody, id) => {
      const { id: post } = await standing(somebody);
      return somebody.hears(() => somebody.press(post, id));
    };
  }

  it('shows who chose what to the office and to the asker, with names', async () => {
    const asked = await standPoll(lookout, {
      question: 'With names?',
      closesAt: '2026-11-23T17:00:00Z',
      anonymous: false,
      options: ['A', 'B', 'C', 'D', 'E', 'F'],
    });
    const ids = idsOf(asked);
    const person = await lookout.db.person.findUniqueOrThrow({ where: { slug: 'ada' } });
    await lookout.db.poll.update({ where: { id: asked.id }, data: { askerId: person.id } });
    const place = 'clinical-computing';
    await lookout.db.ballot.createMany({
      data: [
        { pollId: asked.id, voter: 'slack/U0BEN00001', place, choices: [ids.A!, ids.F!] },
        { pollId: asked.id, voter: 'discord/9', place, choices: [ids.A!] },
      ],
    });
    for (const somebody of [ada(), cleo()]) {
      await somebody.command('needs', 'polls');
      const said = await somebody.hears(() => somebody.pressIn('With names?', `poll-chosen:${asked.id}`));
      expect(said).toMatch(/A · 2 people\s+Ben Marsh, somebody on Discord/);
      expect(said).toContain('B · nobody');
      await somebody.pressIn('A · 2 people', 'More →');
      const rest = await until(
        () => somebody.whispers().at(-1)!.includes('F · 1') && somebody.whispers().at(-1),
      );
      expect(rest).toMatch(/F · 1 person\s+Ben Marsh/);
      expect(Object.values(somebody.whispered().at(-1)!.buttons)).toEqual(['← Back']);
    }
  });

  it('shows the office all polls where no group is at home, and tells others to ask elsewhere', async () => {
    const lobby = (user: string) => onDiscord(lookout.sandboxes, user, '1100000000000000002');
    await lookout.db.channel.deleteMany({ where: { channel: '1100000000000000002' } });
    expect(await lobby('1200000000000000001').command('needs', 'polls')).toContain('belongs to no group');
    expect(await lobby('1200000000000000002').command('needs', 'polls')).toMatch(/Page 1 of \d/);
    const { id } = lobby('1200000000000000002').whispered().at(-1)!;
    await lobby('1200000000000000002').pressIn('Page 1 of', 'More →');
    const page = () =>
      lobby('1200000000000000002')
        .whispered()
        .find((one) => one.id === id)!;
    await until(() => page().text.includes('Page 2 of'));
    expect(Object.values(page().buttons)).toContain('← Back');
    expect(await lobby('1200000000000000002').command('needs', 'polls 99')).not.toContain('Page 1 of');
  });
});
