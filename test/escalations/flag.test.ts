import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forge, postOf, secret, settle, standIdea } from '../ideas/following.ts';
import { answer } from '../polls/ballots.ts';
import { standPoll } from '../polls/standing.ts';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onSlack, type Somebody, until } from '../support/people.ts';
import { community, computing, flag, flagButton, flagsOf, membersOf, seenBy, sent } from './flagging.ts';

const both = ['slack', 'discord'] as const;
const outcome = '🚩 This is before STERIC as THEME-7 “Gateways”: decided: guidance note';

describe('flagging, through both SDKs', { shuffle: false }, () => {
  let lookout: RunningApp;
  let of: ReturnType<typeof membersOf>;
  const item = (title: string) => ({ item: { title } });
  const refused = (who: Somebody, said: string) =>
    expect(said, who.whispers().join('\n')).toMatch(
      /cannot be flagged|can flag it once|This button does not work/,
    );

  beforeAll(async () => {
    lookout = await openApp('2026-11-20T06:00:00Z', { LOOKOUT_SECRET: secret }, { community });
    of = membersOf(lookout);
    lookout.publish('journal.test/rss', article('A DICOM gateway', '2026-11-20T06:41:00Z'));
    lookout.publish('policy.test/atom', article('Net zero and DICOM', '2026-11-20T06:50:00Z'));
    await lookout.at('2026-11-20T07:30:00Z');
    await lookout.at('2026-11-20T08:00:00Z');
  });
  afterAll(() => lookout?.close());

  it('takes two presses and a reason if one likes, from both platforms, and knows an item again in another group', async () => {
    const post = await seenBy(of.ben, 'Clinical Computing SIG');
    const at = post.text.indexOf('A DICOM gateway') < post.text.indexOf('Net zero and DICOM') ? 0 : 1;
    const form = await of.ben.opens(() => of.ben.press(post.id, flagButton(post, at)));
    expect(form).toMatchObject({ title: 'Flag for your chair', fields: { reason: { required: false } } });
    expect(await flagsOf(lookout, item('A DICOM gateway'))).toEqual([]);
    expect(await sent(of.ben, { reason: 'Ours  fails\ntoo' })).toContain(
      'Flagged. 1 person of Clinical Computing SIG has flagged it; your chair sees it in /escalate flags.',
    );
    const there = await seenBy(of.eve, 'Clinical Computing SIG');
    expect(await flag(of.eve, there, flagButton(post, at))).toContain(
      '2 people of Clinical Computing SIG have',
    );
    const theirs = await seenBy(of.dana, 'Environmental Sustainability CoI');
    const button = Object.keys(theirs.buttons).filter((id) => id.startsWith('flag:'));
    const net = theirs.text.indexOf('Net zero and DICOM') < theirs.text.indexOf('A DICOM gateway');
    expect(await flag(of.dana, theirs, button[net ? 1 : 0])).toContain('1 person of Environmental');
    expect(await flagsOf(lookout, item('A DICOM gateway'))).toEqual([
      'clinical-computing/ben: Ours fails too',
      'clinical-computing/eve',
      'sustainability/dana',
    ]);
    expect(await lookout.db.thing.count()).toBe(1);
  });

  it('counts once a person, with however many accounts and forms at once', async () => {
    const [here, there] = [of.ada, of.adaThere];
    for (const who of [here, there]) {
      const post = await seenBy(who, 'Clinical Computing SIG');
      await who.opens(() => who.press(post.id, flagButton(post)));
    }
    await Promise.all([sent(here, {}), sent(there, { reason: 'It matters' })]);
    const rows = await lookout.db.flag.findMany({ where: { person: { slug: 'ada' } } });
    expect(rows.map(({ reason }) => reason)).toEqual(['It matters']);
  });

  it('is changed or taken back in the same form, also with the other account', async () => {
    const post = await seenBy(of.ada, 'Clinical Computing SIG');
    const form = await of.ada.opens(() => of.ada.press(post.id, flagButton(post)));
    expect(form).toMatchObject({
      title: 'You flagged this',
      fields: { what: { value: ['keep'] }, reason: { value: 'It matters' } },
    });
    expect(await sent(of.ada, { reason: '' })).toContain('Saved.');
    const mine = { person: { slug: 'ada' } };
    expect(await lookout.db.flag.findMany({ where: mine })).toMatchObject([{ reason: null }]);
    const there = await seenBy(of.adaThere, 'Clinical Computing SIG');
    expect(await flag(of.adaThere, there, flagButton(there), { what: ['back'] })).toContain(
      'Your flag has been taken back.',
    );
    expect(await lookout.db.flag.count({ where: mine })).toBe(0);
  });

  it('serves ideas and results of polls, and neither what is hidden nor what is open', async () => {
    const idea = await standIdea(lookout, { title: 'Deep learning for gateways', topic: 'digital' });
    const hidden = await standIdea(lookout, { title: 'Words that go', hidden: true });
    const post = await postOf(of.ben, idea.number);
    expect(flagButton(post)).toBe(`flag:idea/${idea.id}`);
    await flag(of.ben, post);
    await flag(of.eve, await postOf(of.eve, idea.number));
    expect(await lookout.db.thing.findUnique({ where: { ideaId: idea.id } })).toMatchObject({
      kind: 'idea',
      topic: 'digital',
    });
    const poll = await standPoll(lookout, { question: 'Which gateway?', closesAt: '2026-11-20T17:00:00Z' });
    const places = both.map((platform) => ({ platform, channel: computing[platform] }));
    const ids = [`flag:poll/${poll.id}`, `flag:idea/${hidden.id}`, 'flag:entry/999999', 'flag:idea/0'];
    const press = await forge(lookout, ids, places);
    for (const who of [of.ben, of.eve]) {
      for (const id of ids.slice(0, 2)) refused(who, await press(who, id));
      expect(await press(who, 'flag:entry/999999')).toContain('has been deleted');
      refused(who, await press(who, 'flag:idea/0'));
    }
    await answer(lookout, poll, 'clinical-computing', { 'Image quality': 6 });
    await lookout.at('2026-11-20T17:00:01Z');
    await settle(lookout);
    for (const who of [of.ben, of.eve]) {
      const result = await until(() =>
        who.posts().find(({ text }) => /Which gateway[\s\S]*Closed/.test(text)),
      );
      expect(await flag(who, result, `flag:poll/${poll.id}`)).toContain('flagged it; your chair');
    }
    expect(await flagsOf(lookout, { pollId: poll.id })).toHaveLength(2);
  });

  it('shows the outcome under the item in every group, the idea and the result, and says it to who flags', async () => {
    const before = await seenBy(of.noor, 'A DICOM gateway');
    expect(before.text).not.toContain('THEME-7');
    const flagged = { flags: { some: {} } };
    await lookout.db.thing.updateMany({ where: flagged, data: { outcome, drawn: false } });
    await settle(lookout);
    await until(async () => (await lookout.db.thing.count({ where: { drawn: false } })) === 0);
    await settle(lookout);
    for (const who of Object.values(of)) {
      const post = await until(() =>
        who.posts().find(({ text }) => text.includes('A DICOM gateway') && text.includes(outcome)),
      );
      // Only the one item that was flagged by then, wherever it stands.
      expect(post.text.split(outcome)).toHaveLength(2);
    }
    for (const who of [of.ben, of.adaThere])
      for (const words of ['Deep learning for gateways', 'Which gateway?'])
        await until(() => who.posts().find(({ text }) => text.includes(words) && text.includes(outcome)));
    const { id, buttons } = await seenBy(of.noor, outcome);
    const said = [];
    for (const button of Object.keys(buttons).filter((one) => one.startsWith('flag:')))
      said.push(await flag(of.noor, { id, text: '', menus: {}, buttons, edited: true }, button));
    expect(said.filter((words) => words.includes('THEME-7'))).toHaveLength(1);
  });

  it('is refused where no chair would see it', async () => {
    const press = await forge(lookout, ['flag:entry/1'], [{ platform: 'slack', channel: 'C0OFFICE001' }]);
    const cleo = onSlack(lookout.sandboxes, 'U0CLEO0001', 'C0OFFICE001');
    await lookout.db.channel.deleteMany({ where: { channel: 'C0OFFICE001' } });
    expect(await press(cleo, 'flag:entry/1')).toContain('belongs to no group');
  });
});
