import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveIdea } from '../ideas/rows.ts';
import { closedPoll } from '../polls/closed.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { communityWith } from './community.ts';
import { buttonOf, draft, raise, seedTheme } from './raising.ts';
import { flagIn, thingOf } from './things.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T10:00:00Z', {}, { community: communityWith(['slack']) });
});
afterAll(() => lookout?.close());

const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };
const ada = () => onDiscord(lookout.sandboxes, '1200000000000000001', computing.discord);
const dana = () => onDiscord(lookout.sandboxes, '1200000000000000003', '1100000000000000002');
const noor = () => onSlack(lookout.sandboxes, 'U0NOOR0001', 'C0NUCLEAR01');
const council = () => onSlack(lookout.sandboxes, 'U0CAT00001', 'C0STERIC001');
const cards = (words: string) =>
  council()
    .posts()
    .filter(({ text }) => text.includes(words));
const themeOf = (id: number) =>
  lookout.db.theme.findUnique({
    where: { id },
    include: {
      groups: { include: { group: true }, orderBy: { joinedAt: 'asc' } },
      evidence: { orderBy: { thingId: 'asc' } },
      changes: { orderBy: { id: 'asc' } },
    },
  });

// Its tests are one story: each goes on where the one before it ended.
describe('on one app, in this order', { shuffle: false }, () => {
  it('goes from the flags of a group on Discord to the council on Slack, by form and preview', async () => {
    const { db } = lookout;
    const shared = await thingOf(db, 'A release of the planning system broke our scripts', 'digital');
    await flagIn(db, shared, 'clinical-computing', ['ben', 'eve']);
    await flagIn(db, shared, 'nuclear-medicine', ['noor'], 'We saw it too');
    const second = await thingOf(db, 'Nobody tests updates', 'digital');
    await flagIn(db, second, 'clinical-computing', ['ben']);
    const third = await thingOf(db, 'Staff are short', 'workforce');
    await flagIn(db, third, 'clinical-computing', ['eve']);
    const foreign = await thingOf(db, 'Of another group', 'climate');
    await flagIn(db, foreign, 'nuclear-medicine', ['noor']);
    const idea = await giveIdea(db, { title: 'A shared test bench for updates', topic: 'digital' });
    await giveIdea(db, { title: 'Hidden away', hidden: true });
    await giveIdea(db, { title: 'Not of this group', group: 'sustainability' });
    const poll = await closedPoll(db, {
      groups: ['clinical-computing'],
      answers: { all: 14 },
      options: { QA: { all: 9 } },
    });
    const other = await seedTheme(lookout, {
      group: 'sustainability',
      title: 'Old machines waste energy',
      topic: 'climate',
      things: [shared],
    });
    await lookout.service.settled();

    const me = ada();
    const form = await me.opens(() => me.type('escalate', 'new Updates break  what works'));
    expect(Object.keys(form.fields)).toEqual(['evidence', 'title', 'words', 'ask', 'urgency']);
    expect(form.fields.title).toMatchObject({
      value: 'Updates break what works',
      hint: 'It is raised for Clinical Computing SIG.',
    });
    expect(form.fields.words!.label).toBe('What should STERIC know?');
    const offered = form.fields.evidence!;
    expect(offered.required).toBe(false);
    expect(Object.keys(offered.options!)).toEqual([
      `thing/${shared}`,
      `thing/${third}`,
      `thing/${second}`,
      `idea/${idea.id}`,
      `poll/${poll}`,
    ]);
    expect(Object.values(offered.options!)[3]).toBe(`IDEA-${idea.number} · A shared test bench for updates`);

    await me.submit({
      evidence: Object.keys(offered.options!),
      words: 'Each release breaks a script.\n\n\n\nTwice a year.',
      ask: ['guidance_note'],
      urgency: ['soon'],
    });
    const preview = () => me.whispered().findLast(({ text }) => text.includes('Preview'))!;
    await until(() => preview());
    for (const words of [
      'Updates break what works',
      'Ada Obi',
      'Guidance note',
      'Soon',
      'Twice a year.',
      'Staff are short',
      'Poll: Which would help you most?',
    ])
      expect(preview().text).toContain(words);
    expect(preview().text).toContain('THEME-1 · Old machines waste energy');
    expect(preview().text).toContain('shares 1 item · Environmental Sustainability CoI · raised');
    const kinds = Object.keys(preview().buttons).map((id) => id.split(':')[0]);
    expect(kinds).toEqual(['theme-join', 'theme-raise', 'theme-edit', 'theme-discard']);
    expect(Object.values(preview().buttons)).toContain('Raise to STERIC');
    const [topics] = Object.values(preview().menus);
    expect(topics!.placeholder).toMatch(/^Topic: .* \(suggested\)$/);
    expect(cards('Updates break')).toEqual([]);

    const [menu] = Object.keys(preview().menus);
    await me.choose(preview().id, menu!, ['safety']);
    await until(() => !Object.values(preview().menus)[0]!.placeholder.includes('(suggested)'));
    const again = await me.opens(() => me.press(preview().id, buttonOf(preview(), 'theme-edit:')));
    expect(again.fields.evidence!.value).toHaveLength(5);
    expect(again.fields).toMatchObject({ ask: { value: ['guidance_note'] }, urgency: { value: ['soon'] } });
    await me.submit({ title: 'Updates break what worked' });
    await until(() => preview().text.includes('what worked'));

    // Pressed twice at one moment: one number, one line of history, one card.
    const { id: whisper } = preview();
    const press = buttonOf(preview(), 'theme-raise:');
    const id = Number(press.split(':')[1]);
    await Promise.all([me.press(whisper, press), me.press(whisper, press)]);
    await until(() => me.whispers().some((text) => text.includes('THEME-2 is raised')));
    const done = me.whispers().find((text) => text.includes('THEME-2 is raised'))!;
    expect(done).toContain(
      'Somebody on STERIC takes it by Fri 27 Nov 2026, and STERIC decides by Fri 18 Dec 2026',
    );
    expect(done).toContain('/escalate show 2');
    await lookout.service.settled();
    await until(() => cards('THEME-2').length > 0);
    expect(cards('THEME-2 · Updates break what worked')).toHaveLength(1);
    for (const who of [me, onSlack(lookout.sandboxes, 'U0BEN00001', computing.slack)])
      await until(() => who.posts().filter(({ text }) => text.includes('THEME-2')).length === 1);
    const theme = await themeOf(id);
    expect(theme).toMatchObject({
      number: 2,
      state: 'raised',
      topic: 'safety',
      words: 'Each release breaks a script.\n\nTwice a year.',
      raiser: 'Ada Obi',
    });
    expect(theme!.evidence).toHaveLength(5);
    expect(theme!.changes.map(({ act, by }) => [act, by])).toEqual([['raise', 'Ada Obi']]);
    expect(theme!.groups).toMatchObject([
      { group: { slug: 'clinical-computing' }, platform: 'discord', user: '1200000000000000001' },
    ]);
    expect(other.number).toBe(1);

    // What stands in a theme is not offered again; with nothing left the form asks for none.
    const next = await me.opens(() => me.type('escalate', ''));
    expect(Object.keys(next.fields)).toEqual(['title', 'words', 'ask', 'urgency']);
  });

  it('joins a theme of another group instead: two groups, all their evidence, and all are told', async () => {
    const me = noor();
    const form = await me.opens(() => me.type('escalate', ''));
    const evidence = Object.keys(form.fields.evidence!.options!);
    expect(evidence).toHaveLength(2);
    const preview = await draft(me, {
      title: 'Updates break our camera',
      words: 'Our cameras too.',
      evidence,
    });
    // What has something in common comes first.
    const joins = Object.entries(preview.buttons).filter(([id]) => id.startsWith('theme-join:'));
    expect(joins.map(([, label]) => label).sort()).toEqual(['Join THEME-1', 'Join THEME-2']);
    expect(preview.text).toContain('shares 1 item');
    const [join] = joins.find(([, label]) => label === 'Join THEME-2')!;
    const [draftId, themeId] = join.split(':')[1]!.split('/').map(Number) as [number, number];
    await Promise.all([me.press(preview.id, join), me.press(preview.id, join)]);
    await until(() => me.whispers().some((text) => text.includes('You joined THEME-2')));
    await lookout.service.settled();
    expect(await themeOf(draftId)).toBeNull();
    const theme = (await themeOf(themeId))!;
    expect(theme.groups.map(({ group, by }) => [group.slug, by])).toEqual([
      ['clinical-computing', 'Ada Obi'],
      ['nuclear-medicine', 'Noor Aziz'],
    ]);
    // Six: one of hers stood there already, and stays with the group that brought it.
    expect(theme.evidence).toHaveLength(6);
    expect(theme.evidence.filter(({ groupId }) => groupId === theme.groups[1]!.groupId)).toHaveLength(1);
    expect(theme.changes.map(({ act, words }) => [act, words])).toEqual([
      ['raise', null],
      ['join', 'Our cameras too.'],
    ]);
    await until(
      () =>
        ada()
          .posts()
          .filter(({ text }) => text.includes('THEME-2')).length === 2,
    );
    await until(() => me.posts().filter(({ text }) => text.includes('THEME-2')).length === 1);
    await until(() => cards('THEME-2')[0]!.text.includes('Nuclear Medicine SIG'));
    expect(cards('THEME-2')).toHaveLength(1);
  });

  it('is refused to members on both platforms, in words and in the log', async () => {
    const before = await lookout.db.theme.count();
    const ben = onSlack(lookout.sandboxes, 'U0BEN00001', computing.slack);
    const eve = onDiscord(lookout.sandboxes, '1200000000000000004', computing.discord);
    for (const member of [ben, eve])
      expect(await member.command('escalate', '')).toContain(
        'Only the chair of Clinical Computing SIG and the office can raise a theme.',
      );
    const refused = lookout.log.filter((line) => line.includes('"denied"'));
    expect(refused.some((line) => line.includes('U0BEN00001'))).toBe(true);
    expect(refused.some((line) => line.includes('1200000000000000004'))).toBe(true);
    expect(await lookout.db.theme.count()).toBe(before);
    // Elsewhere a chair of one group raises for that one.
    const there = onSlack(lookout.sandboxes, 'U0NOOR0001', computing.slack);
    expect((await there.opens(() => there.type('escalate', ''))).fields.title!.hint).toContain(
      'Nuclear Medicine SIG',
    );
  });

  it('shows hostile and long words as they are, on both platforms', async () => {
    const hostile = '<!channel> @everyone **x** [a](https://evil.test) <https://evil.test|b>';
    for (const me of [noor(), dana()]) {
      const preview = await draft(me, { title: hostile, words: hostile });
      // Discord would make a link of an address: something that nobody sees parts it.
      const seen = preview.text.replaceAll('\u200b', '');
      expect(seen.split(hostile)).toHaveLength(3);
      await me.press(preview.id, buttonOf(preview, 'theme-discard:'));
      await until(() => me.whispers().some((text) => text.includes('was not raised')));
      const { number } = await raise(lookout, me, { title: '*_`~'.repeat(30), words: '*<&>'.repeat(500) });
      await until(() => cards(`THEME-${number}`).length > 0);
    }
    expect(lookout.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('forgets a draft after a day', async () => {
    const me = dana();
    const preview = await draft(me, { title: 'Left lying about' });
    const press = buttonOf(preview, 'theme-raise:');
    const id = Number(press.split(':')[1]);
    await lookout.at('2026-11-21T09:00:00Z');
    expect(await themeOf(id)).not.toBeNull();
    await lookout.at('2026-11-21T11:00:00Z');
    expect(await themeOf(id)).toBeNull();
    expect(await me.hears(() => me.press(preview.id, press))).toContain('This draft has been deleted.');
  });
});
