import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, giveIdea } from '../ideas/rows.ts';
import { said } from '../polls/open-feature.ts';
import { ada, ben, cleo, noor, openRaising } from './open-raising.ts';
import { flagIn, thingOf } from './things.ts';

let feature: Awaited<ReturnType<typeof openRaising>>;
beforeAll(async () => {
  feature = await openRaising();
});
afterAll(() => feature?.close());

describe('what may be ticked', () => {
  it('is what the group has, each thing once, and nothing else however it is forged', async () => {
    const flagged = await thingOf(feature.db, 'Flagged here');
    const foreign = await thingOf(feature.db, 'Flagged elsewhere');
    await flagIn(feature.db, flagged, 'clinical-computing', ['ben']);
    await flagIn(feature.db, foreign, 'nuclear-medicine', ['noor']);
    const little = await giveIdea(feature.db, { title: 'Little wanted' });
    const much = await giveIdea(feature.db, { title: 'Much wanted', supporters: [account('slack/U1')] });
    await giveIdea(feature.db, {
      title: 'Merged',
      mergedId: much.id,
      supporters: [account('slack/U1'), account('slack/U2')],
    });
    const hidden = await giveIdea(feature.db, { title: 'Hidden', hidden: true });
    const theirs = await giveIdea(feature.db, { title: 'Theirs', group: 'sustainability' });
    const both = await giveIdea(feature.db, { title: 'An idea that is flagged too' });
    const { id: twice } = await feature.db.thing.create({
      data: { kind: 'idea', ideaId: both.id, madeAt: feature.app.now() },
    });
    await flagIn(feature.db, twice, 'clinical-computing', ['ben', 'eve']);

    const form = await feature.type(ada, '');
    if (form.kind !== 'ask') throw new Error(JSON.stringify(form));
    const [evidence] = form.form.fields;
    if (evidence?.kind !== 'choice') throw new Error('nothing can be ticked');
    expect(evidence.options.map(({ value }) => value)).toEqual([
      `thing/${twice}`,
      `thing/${flagged}`,
      `idea/${much.id}`,
      `idea/${little.id}`,
    ]);
    expect(evidence.options[2]!.description).toBe('Idea, 2 support it');

    const id = `theme-new:${await feature.groupId('clinical-computing')}`;
    const before = await feature.db.theme.count();
    for (const value of [
      `thing/${foreign}`,
      `idea/${hidden.id}`,
      `idea/${theirs.id}`,
      `idea/${both.id}`,
      'poll/1',
      'thing/999999',
      '__proto__',
      'idea/4; DROP',
    ]) {
      const reply = await feature.submit(ada, id, { evidence: [`thing/${flagged}`, value] });
      expect(reply.kind === 'fix' && reply.problems.evidence).toContain(
        'One of these cannot be used as evidence',
      );
    }
    const wrong = await feature.submit(ada, id, {
      title: ' \u200b ',
      words: 'x'.repeat(2001),
      ask: ['toString'],
      urgency: 'now',
    });
    expect(wrong.kind === 'fix' && Object.keys(wrong.problems)).toEqual(['title', 'words', 'ask', 'urgency']);
    expect(await feature.db.theme.count()).toBe(before);
  });

  it('leaves room for ideas beside many flags', async () => {
    for (let count = 0; count < 30; count += 1)
      await flagIn(feature.db, await thingOf(feature.db, '\u2800 '), 'sustainability', ['dana']);
    for (let count = 0; count < 8; count += 1)
      await giveIdea(feature.db, { title: `Idea ${count}`, group: 'sustainability' });
    const form = await feature.type(cleo, '', null);
    expect(said(form)).toContain('For which group?');
    await feature.db.channel.create({
      data: { platform: 'slack', channel: 'C0SUST', groupId: await feature.groupId('sustainability') },
    });
    const opened = await feature.type(cleo, 'x'.repeat(500), 'C0SUST');
    expect(said(opened)).toContain('is not a command');
    const office = await feature.type(cleo, `new ${'x'.repeat(500)}`, 'C0SUST');
    if (office.kind !== 'ask' || office.form.fields[0]?.kind !== 'choice')
      throw new Error(JSON.stringify(office));
    const values = office.form.fields[0].options.map(({ value }) => value.split('/')[0]);
    expect([values.length, values.filter((kind) => kind === 'idea').length]).toEqual([25, 6]);
    await feature.db.channel.deleteMany({ where: { channel: 'C0SUST' } });
  });
});

describe('raising', () => {
  it('numbers without gaps, once each, however many press at one moment', async () => {
    const drafts = [];
    for (let count = 0; count < 6; count += 1) drafts.push(await feature.draftOf(ada, 'clinical-computing'));
    const replies = await Promise.all(
      drafts.flatMap((id) => [
        feature.press(ada, `theme-raise:${id}`),
        feature.press(ada, `theme-raise:${id}`),
      ]),
    );
    for (const reply of replies) expect(said(reply)).toContain('is now before STERIC');
    const themes = await feature.db.theme.findMany({
      where: { number: { not: null } },
      include: { changes: true },
      orderBy: { number: 'asc' },
    });
    expect(themes.map(({ number }) => number)).toEqual(themes.map((_, at) => at + 1));
    expect(themes.every(({ changes }) => changes.length === 1)).toBe(true);
    expect(await feature.db.delivery.count({ where: { key: { contains: '/card/' } } })).toBe(themes.length);
    const again = await feature.press(ada, `theme-edit:${drafts[0]}`);
    expect(said(again)).toContain('This has already been raised');
  });

  it('is for whoever wrote the draft, while they may; anybody else changes nothing', async () => {
    const id = await feature.draftOf(ada, 'clinical-computing');
    const before = JSON.stringify(await feature.db.theme.findUnique({ where: { id } }));
    for (const what of ['raise', 'edit', 'discard'])
      for (const person of [ben, noor]) {
        feature.log.length = 0;
        expect(said(await feature.press(person, `theme-${what}:${id}`))).toContain('has been deleted');
        expect(feature.log.join()).toContain('"denied"');
      }
    expect(
      said(await feature.submit(ben, `theme-new:${await feature.groupId('clinical-computing')}`)),
    ).toContain('Only the chair of');
    expect(said(await feature.submit(noor, `theme-edit:${id}`))).toContain('has been deleted');
    expect(
      said(await feature.submit(ada, `theme-new:${await feature.groupId('nuclear-medicine')}`)),
    ).toContain('Only the chair of');
    expect(said(await feature.press(ada, 'theme-raise:0'))).toContain('This button does not work');
    await feature.db.role.deleteMany({ where: { person: { slug: 'ada' } } });
    expect(said(await feature.press(ada, `theme-raise:${id}`))).toContain('Only the chair of');
    await feature.apply();
    expect(JSON.stringify(await feature.db.theme.findUnique({ where: { id } }))).toBe(before);
    expect(said(await feature.press(ada, `theme-discard:${id}`))).toContain('was not raised');
    expect(said(await feature.press(ada, `theme-raise:${id}`))).toContain('has been deleted');
  });

  it('waits until the council has a channel', async () => {
    const id = await feature.draftOf(ada, 'clinical-computing');
    await feature.db.channel.deleteMany({ where: { channel: 'C0STERIC001' } });
    for (const reply of [await feature.press(ada, `theme-raise:${id}`), await feature.type(ada, '')])
      expect(said(reply)).toContain('STERIC has no channel for themes. Please ask the office');
    expect(await feature.db.theme.findUnique({ where: { id } })).toMatchObject({
      state: 'draft',
      number: null,
    });
    await feature.apply();
    expect(said(await feature.press(ada, `theme-raise:${id}`))).toContain('is raised');
  });
});
