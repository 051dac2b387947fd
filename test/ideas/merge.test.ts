import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitEdit } from '../../src/ideas/following/edit.ts';
import { communityText, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { directlyWith } from './direct.ts';
import { appOf, computing, postOf, secret, settle, standIdea } from './following.ts';
import { account } from './rows.ts';

const [adaId, benId, cleoId, danId] = ['U0ADA00001', 'U0BEN00001', '1200000000000000002', 'U0DAN00001'];
const community = communityText.replace(
  'sources:',
  `  - { slug: dan, name: Dan Wu, accounts: { slack: ${danId} }, roles: { nuclear-medicine: chair } }
sources:`,
);

let lookout: RunningApp;
let ada: Somebody;
let adaThere: Somebody;
let ben: Somebody;
let cleo: Somebody;
let dan: Somebody;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', { LOOKOUT_SECRET: secret }, { community });
  ada = onSlack(lookout.sandboxes, adaId, computing.slack);
  adaThere = onDiscord(lookout.sandboxes, '1200000000000000001', computing.discord);
  ben = onSlack(lookout.sandboxes, benId, computing.slack);
  cleo = onDiscord(lookout.sandboxes, cleoId, computing.discord);
  dan = onSlack(lookout.sandboxes, danId, 'C0NUCLEAR01');
});
afterAll(() => lookout?.close());

const there = (who: Somebody, number: number, words: string) =>
  until(async () => {
    const post = await postOf(who, number);
    return post.text.includes(words) && post;
  });

describe('ideas that are merged', { shuffle: false }, () => {
  it('count together, lead to one another, and are as they were when they are parted', async () => {
    const [one, two, three] = [
      account(`slack/${benId}`),
      account(`discord/${cleoId}`),
      account('slack/U0OTHER001'),
    ];
    const follower = account(`slack/${danId}`);
    const from = await standIdea(lookout, {
      title: 'QA scripts',
      sender: one,
      supporters: [one, two],
      followers: [follower],
      text: 'First words.',
    });
    const into = await standIdea(lookout, {
      title: 'A code library',
      sender: account(`slack/${adaId}`),
      supporters: [two, three],
      text: 'Second words.',
    });
    await lookout.db.follower.create({
      data: {
        ideaId: into.id,
        personId: (await lookout.db.account.findFirstOrThrow({ where: { user: danId } })).personId,
        platform: 'slack',
        user: danId,
        at: lookout.now(),
      },
    });
    const stood = { state: 'received', mergedId: null };

    for (const who of [ben, dan])
      expect(await who.command('idea', `merge ${from.number} into ${into.number}`)).toContain(
        'chair of Clinical Computing SIG',
      );
    expect(await adaThere.command('idea', `merge ${from.number} INTO idea-${into.number}`)).toContain(
      `IDEA-${from.number} was merged into IDEA-${into.number}`,
    );
    await settle(lookout);
    for (const who of [ben, cleo]) {
      const old = await there(who, from.number, `see IDEA-${into.number}`);
      expect(old.text).toContain('First words.');
      expect(old.buttons).not.toHaveProperty(`support:${from.id}`);
      const post = await there(who, into.number, `With it: IDEA-${from.number}`);
      expect(post.buttons[`support:${into.id}`]).toBe('👍 Support · 3');
    }

    // Each is told of what becomes of the one that is left, by the idea that is theirs; who follows both, once.
    const { id } = await postOf(ada, into.number);
    await ada.opens(() => ada.press(id, `handle:${into.id}`));
    await ada.submit({ state: 'planned', reason: 'Next year.' });
    await settle(lookout);
    const direct = await directlyWith(lookout, 'slack', benId);
    await until(() =>
      direct
        .posts()
        .some(({ text }) => text.includes(`was merged into IDEA-${into.number}, which is now planned.`)),
    );
    const toDan = await directlyWith(lookout, 'slack', danId);
    const news = () => toDan.posts().filter(({ text }) => text.includes('is now planned'));
    await until(() => news().length > 0);
    expect(news()).toHaveLength(1);

    expect(await ben.command('idea', `part ${from.number}`)).toContain('the office can do this');
    expect(await cleo.command('idea', `part ${from.number}`)).toContain(
      `IDEA-${from.number} is separate again`,
    );
    await settle(lookout);
    expect(await lookout.db.idea.findUniqueOrThrow({ where: { id: from.id } })).toMatchObject(stood);
    const post = await there(ben, from.number, 'Received');
    expect(post.buttons[`support:${from.id}`]).toBe('👍 Support · 2');
    await until(
      async () => (await postOf(ben, into.number)).buttons[`support:${into.id}`] === '👍 Support · 2',
    );
    expect((await postOf(ben, into.number)).text).toContain('Planned (Ada Obi');
  });

  it('are of groups that the same person chairs, or it is the office that merges them', async () => {
    const here = await standIdea(lookout, { title: 'Ours' });
    const theirs = await standIdea(lookout, { title: 'Theirs', group: 'nuclear-medicine' });
    expect(await ada.command('idea', `merge ${here.number} ${theirs.number}`)).toContain(
      'chair of Nuclear Medicine SIG',
    );
    expect(await dan.command('idea', `merge ${theirs.number} ${here.number}`)).not.toContain(
      'was merged into',
    );
    expect(await dan.command('idea', `merge ${here.number} ${theirs.number}`)).toContain(
      'chair of Clinical Computing SIG',
    );
    expect(await cleo.command('idea', `merge ${here.number} ${theirs.number}`)).toContain('was merged into');
    expect(await ada.command('idea', `part ${here.number}`)).toContain('chair of Nuclear Medicine SIG');
    expect(await cleo.command('idea', `merge ${theirs.number} ${here.number}`)).toContain(
      `was itself merged into IDEA-${theirs.number}`,
    );
    expect(await cleo.command('idea', `merge ${here.number}`)).toContain('Please give both ideas');
    expect(await cleo.command('idea', `merge ${theirs.number} into 99999`)).toContain('There is no idea');
  });
});

describe('the words of an idea', { shuffle: false }, () => {
  it('are changed by whoever sent it in, within the hour, and the old ones are kept', async () => {
    const sender = account(`discord/${cleoId}`);
    const { id, number } = await standIdea(lookout, { title: 'Old title', text: 'Old words.', sender });
    for (const who of [ben, ada])
      expect(await who.command('idea', `edit ${number}`)).toContain('Only the sender of');
    const opened = await cleo.opens(() => cleo.type('idea', `edit ${number}`));
    expect(opened.fields).toMatchObject({
      title: { value: 'Old title' },
      text: { value: 'Old words.' },
      topic: { value: ['guess'] },
    });
    expect((await cleo.submit({ title: ' ' })).problems).toHaveProperty('title');
    await cleo.mend();
    const title = 'Net zero <!here> *theatres*';
    expect((await cleo.submit({ title, text: 'Less carbon in radiotherapy.' })).said).toContain(
      `IDEA-${number} has been changed.`,
    );
    await settle(lookout);
    for (const who of [ben, cleo]) expect((await there(who, number, 'Less carbon')).text).toContain(title);
    expect(await lookout.db.idea.findUniqueOrThrow({ where: { id } })).toMatchObject({
      topic: 'climate',
      topicChosen: false,
    });
    expect(await lookout.db.ideaVersion.findMany({ where: { ideaId: id } })).toMatchObject([
      { title: 'Old title', text: 'Old words.' },
    ]);

    await cleo.opens(() => cleo.type('idea', `edit ${number}`));
    expect((await cleo.submit({ topic: ['safety'] })).said).toContain('has been changed');
    await cleo.opens(() => cleo.type('idea', `edit ${number}`));
    expect((await cleo.submit({})).said).toContain('already reads like this');
    expect(await lookout.db.idea.findUniqueOrThrow({ where: { id } })).toMatchObject({
      topic: 'safety',
      topicChosen: true,
    });
    expect(await lookout.db.ideaVersion.count({ where: { ideaId: id } })).toBe(1);
  });

  it('stay after an hour, also when the form was opened before', async () => {
    const { id, number } = await standIdea(lookout, {
      title: 'Late',
      text: 'Words.',
      sender: account(`slack/${benId}`),
    });
    await ben.opens(() => ben.type('idea', `edit ${number}`));
    await settle(lookout, 3_601);
    expect((await ben.submit({ title: 'Later' })).problems!.text).toContain('only in the first hour');
    expect(await ben.command('idea', `edit ${number}`)).toContain('press Comment');
    expect(await lookout.db.ideaVersion.count({ where: { ideaId: id } })).toBe(0);
    const fields = { title: 'Mine', text: 'Forged.', topic: 'guess' };
    const person = { platform: 'slack', id: adaId, name: '' };
    const forged = {
      kind: 'submission' as const,
      act: 'x',
      person,
      channel: null,
      id: `idea-edit:${id}`,
      fields,
    };
    await expect(submitEdit(appOf(lookout), forged)).rejects.toThrow('Only the sender of');
  });
});
